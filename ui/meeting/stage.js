// The show: which slide is up, keys, swipes, the speaker's window. It runs again when the slides are written anew, and
// what is up then stays up: the choice stands in a style sheet of its own, beyond what the server writes.
(() => {
  const root = document.documentElement;
  const state = (window.vaeksttavlenShow ||= { id: null, saved: null });
  const show = () => document.querySelector(".show");
  const slides = () => [...document.querySelectorAll(".show .slide")];
  const ids = () => slides().map((one) => one.dataset.id);
  const here = () => Math.max(0, ids().indexOf(state.id));
  const sheet = () => {
    let found = document.getElementById("show-now");
    if (!found) {
      found = document.createElement("style");
      found.id = "show-now";
      document.head.append(found);
    }
    return found;
  };
  const channel = () => {
    const name = "vaeksttavlen " + show().dataset.meeting;
    if (state.channel?.name !== name) {
      state.channel?.close();
      state.channel = new BroadcastChannel(name);
      state.channel.onmessage = (event) => {
        if (!show()) return;
        if (event.data === "where?") tell();
        else if (ids().includes(event.data.id)) up(event.data.id, false);
      };
    }
    return state.channel;
  };
  const tell = () => { if (!show().classList.contains("speaker")) channel().postMessage({ id: state.id }); };

  // The form's own field knows which slide is up: a note is bound to it.
  const bind = () => {
    const field = document.querySelector(".st-key-show_up input");
    if (!field || field.value === state.id) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, state.id);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const up = (id, spread = true) => {
    state.id = id;
    sheet().textContent = `.show .slide[data-id="${CSS.escape(id)}"] { display: flex }`;
    const address = new URL(location.href);
    address.searchParams.set("slide", id);
    history.replaceState(history.state, "", address);
    if (show().classList.contains("speaker")) {
      slides().forEach((one, place) => one.classList.toggle("coming", place === here() + 1));
    }
    if (spread) channel().postMessage({ id });
  };
  const move = (to) => {
    const all = ids();
    const target = Math.min(Math.max(to, 0), all.length - 1);
    if (all[target] !== state.id) up(all[target]);
  };
  const note = (open) => {
    if (open && !document.querySelector(".st-key-show_note")) return;
    root.classList.toggle("noting", open);
    if (open) {
      bind();
      document.querySelector(".st-key-show_note textarea")?.focus();
    } else {
      document.activeElement?.blur();
    }
  };
  const leave = () => {
    root.classList.remove("showing", "noting", "blanked");
    history.pushState({}, "", show().dataset.leave);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  const keys = {
    ArrowRight: () => move(here() + 1), ArrowDown: () => move(here() + 1), PageDown: () => move(here() + 1), " ": () => move(here() + 1),
    ArrowLeft: () => move(here() - 1), ArrowUp: () => move(here() - 1), PageUp: () => move(here() - 1),
    Home: () => move(0), End: () => move(ids().length - 1),
    b: () => root.classList.toggle("blanked"), ".": () => root.classList.toggle("blanked"),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
    n: () => note(true), Escape: () => leave(),
  };

  const start = () => {
    const element = show();
    if (!element) return;
    root.classList.add("showing");
    for (const chart of element.querySelectorAll(".chart[data-svg]")) {
      chart.innerHTML = new TextDecoder().decode(Uint8Array.from(atob(chart.dataset.svg), (letter) => letter.charCodeAt(0)));
    }
    const asked = new URL(location.href).searchParams.get("slide");
    const all = ids();
    const wanted = [state.meeting === element.dataset.meeting ? state.id : null, asked, all[0]].find((id) => all.includes(id));
    if (state.meeting !== element.dataset.meeting) state.saved = null;
    state.meeting = element.dataset.meeting;
    if (state.saved !== null && state.saved !== element.dataset.saved) note(false);
    state.saved = element.dataset.saved;
    up(wanted, false);
    if (element.classList.contains("speaker")) channel().postMessage("where?");
    else tell();
  };
  start();
  if (state.listens) return;
  state.listens = true;

  window.addEventListener("keydown", (event) => {
    if (!show()) { root.classList.remove("showing", "noting", "blanked"); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target.closest?.(".st-key-show_note, [data-baseweb=popover]");
    if (inside || root.classList.contains("noting")) {
      if (event.key === "Escape" && !document.querySelector("[data-baseweb=popover]")) {
        note(false);
        event.preventDefault();
        event.stopPropagation();
      }
      return;
    }
    const isButton = event.target.closest?.("button, a");
    if (isButton && (event.key === " " || event.key === "Enter")) return;
    const does = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (root.classList.contains("blanked") && event.key !== "Escape" && does && does !== keys.f) {
      root.classList.remove("blanked");
    } else if (root.classList.contains("blanked") && event.key === "Escape") {
      root.classList.remove("blanked");
    } else if (does) does();
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // Streamlit binds letters on the document: it hears none of them while the show is on, not from the note either.
  document.body.addEventListener("keydown", (event) => { if (show()) event.stopPropagation(); });
  document.body.addEventListener("keyup", (event) => { if (show()) event.stopPropagation(); });
  document.addEventListener("click", (event) => {
    if (show() && event.target.closest?.("[data-do=write]")) note(true);
  });
  let from = null;
  document.addEventListener("touchstart", (event) => {
    from = show() && event.touches.length === 1 && !event.target.closest(".st-key-show_note") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!from || !show()) return;
    const [x, y] = [event.changedTouches[0].clientX - from.clientX, event.changedTouches[0].clientY - from.clientY];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(here() + (x < 0 ? 1 : -1));
    from = null;
  }, { passive: true });
  // The page was left in another way (Back): its chrome comes back.
  new MutationObserver(() => { if (!show()) root.classList.remove("showing", "noting", "blanked"); })
    .observe(document.body, { childList: true, subtree: true });
  // A note is written for the slide that is up, whenever the form is written anew.
  document.addEventListener("focusin", () => { if (show()) bind(); });
})();
