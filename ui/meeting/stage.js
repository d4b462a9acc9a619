// The show: which slide is up, keys, swipes, and the windows of one browser, which keep up with each other. What is up
// stays up when the slides are written anew: it stands in a style sheet of its own, beyond what the server writes.
(() => {
  if (window.vaeksttavlenShow) return;
  const root = document.documentElement;
  const SPEAKS = 1000, SPOKE = 2500; // ms: how often the speaker's window says that it is there, and how long that holds
  const state = (window.vaeksttavlenShow = { id: null, row: null, meeting: null, element: null, spoke: 0, asked: 0 });
  const show = () => document.querySelector(".show");
  const slides = () => [...document.querySelectorAll(".show .slide")];
  const ids = () => slides().map((one) => one.dataset.id);
  const here = () => Math.max(0, ids().indexOf(state.id));
  const isSpeaker = () => show()?.classList.contains("speaker");
  const sheet = () => {
    let found = document.getElementById("show-now");
    if (!found) {
      found = document.createElement("style");
      found.id = "show-now";
      document.head.append(found);
    }
    return found;
  };
  let line = null;
  const channel = () => {
    const name = "vaeksttavlen " + show().dataset.meeting;
    if (line?.name !== name) {
      line?.close();
      line = new BroadcastChannel(name);
      line.onmessage = (event) => { if (show()) heard(event.data); };
    }
    return line;
  };
  const post = (told) => channel().postMessage(told);
  const heard = (told) => {
    if ("speaks" in told) state.spoke = told.speaks ? Date.now() : 0;
    if (told.asks === "where" && !isSpeaker()) tell();
    if (ids().includes(told.id)) up(told.id, told.row, false);
    if ("dark" in told) root.classList.toggle("blanked", told.dark);
    if (told.open && isSpeaker()) state.strip.open(told.open);
    if (told.closes) state.strip.closed();
  };
  const tell = () => post({ id: state.id, row: state.row, dark: root.classList.contains("blanked") });
  const dark = (isDark) => {
    root.classList.toggle("blanked", isDark);
    tell();
  };

  // What can be written about on a slide: its rows, or the one question in its strip.
  const rows = () => [...(slides()[here()]?.querySelectorAll("[data-about]") ?? [])];
  const row = () => rows().find((one) => one.dataset.about === state.row);
  const pick = (about, spread = true) => {
    state.row = about;
    for (const one of document.querySelectorAll(".show .up")) if (one !== row()) one.classList.remove("up");
    row()?.classList.add("up");
    state.strip.fit();
    if (spread) tell();
  };
  const first = () => (rows().find((one) => "open" in one.dataset) ?? rows()[0])?.dataset.about ?? null;

  const up = (id, about, spread = true) => {
    const isNew = id !== state.id;
    state.id = id;
    sheet().textContent = `.show .slide[data-id="${CSS.escape(id)}"] { display: flex }`;
    const address = new URL(location.href);
    address.searchParams.set("slide", id);
    history.replaceState(history.state, "", address);
    if (isSpeaker()) slides().forEach((one, place) => one.classList.toggle("coming", place === here() + 1));
    pick(about ?? (isNew || !row() ? first() : state.row), false);
    state.strip.moved(isNew);
    if (spread) tell();
  };
  const move = (to) => {
    const all = ids();
    const target = Math.min(Math.max(to, 0), all.length - 1);
    if (all[target] !== state.id) up(all[target]);
  };
  const leave = () => {
    root.classList.remove("showing", "speaking", "noting", "blanked");
    history.pushState({}, "", show().dataset.leave);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  // An action without a day is asked for once before the show is left or its end is shown.
  const end = (otherwise) => {
    const open = [...document.querySelectorAll(".show [data-unfinished]")];
    if (!open.length) state.asked = 0;
    if (!open.length || open.length === state.asked || !state.strip.may()) return otherwise();
    state.asked = open.length;
    up(open[0].closest(".slide").dataset.id, open[0].dataset.about);
    state.strip.ask("r");
  };
  const keys = {
    ArrowRight: () => move(here() + 1), ArrowDown: () => move(here() + 1), PageDown: () => move(here() + 1), " ": () => move(here() + 1),
    ArrowLeft: () => move(here() - 1), ArrowUp: () => move(here() - 1), PageUp: () => move(here() - 1),
    Home: () => move(0), End: () => end(() => move(ids().length - 1)),
    b: () => dark(true), ".": () => dark(true),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
    n: () => state.strip.ask(""), v: () => state.strip.ask("v"), r: () => state.strip.ask("r"), u: () => state.strip.ask("u"),
    Escape: () => end(leave),
  };
  for (const digit of "123456789") keys[digit] = () => {
    const found = rows().find((one) => one.dataset.digit === digit);
    if (found) pick(found.dataset.about);
  };

  // The slides are new: another meeting's, or this one's written anew.
  const start = () => {
    const element = show();
    if (element === state.element) return;
    state.element = element;
    if (!element) {
      root.classList.remove("showing", "speaking", "noting", "blanked");
      return;
    }
    root.classList.add("showing");
    root.classList.toggle("speaking", isSpeaker());
    const asked = new URL(location.href).searchParams.get("slide");
    const isSame = state.meeting === element.dataset.meeting;
    if (!isSame) state.asked = 0;
    state.meeting = element.dataset.meeting;
    const wanted = [isSame ? state.id : null, asked, ids()[0]].find((id) => ids().includes(id));
    if (!isSame) state.id = null;
    up(wanted, null, false);
    if (isSpeaker()) post(isSame ? { speaks: true } : { speaks: true, asks: "where" });
    else tell();
  };
  Object.assign(state, { show, post, isSpeaker, chosen: row, first, pick, hasSpeaker: () => Date.now() - state.spoke < SPOKE });

  const ticks = () => {
    if (!isSpeaker()) return;
    if (document.visibilityState === "visible") post({ speaks: true });
    const [hour, minute] = [new Date().getHours(), new Date().getMinutes()].map((one) => String(one).padStart(2, "0"));
    const clock = document.querySelector(".show .clock");
    const said = clock.dataset.said.replace("{hour}", hour).replace("{minute}", minute);
    if (clock.textContent !== said) clock.textContent = said;
  };
  setInterval(ticks, SPEAKS);
  addEventListener("pagehide", () => { if (isSpeaker()) post({ speaks: false }); });
  addEventListener("keydown", (event) => {
    if (!show() || event.ctrlKey || event.metaKey || event.altKey || state.strip.takes(event)) return;
    const isButton = event.target.closest?.("button, a");
    if (isButton && (event.key === " " || event.key === "Enter")) return;
    const does = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (root.classList.contains("blanked") && does && does !== keys.f) dark(false);
    else if (does) does();
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // Streamlit binds letters on the document: it hears none of them while the show is on, not from the note either.
  for (const kind of ["keydown", "keyup"]) document.body.addEventListener(kind, (event) => { if (show()) event.stopPropagation(); });
  document.addEventListener("click", (event) => {
    if (!show()) return;
    if (event.target.closest?.("[data-do=write]")) state.strip.ask("");
    const about = event.target.closest?.(".slide:not(.coming) [data-about]")?.dataset.about;
    if (about && about !== state.row) pick(about);
  });
  let from = null;
  document.addEventListener("touchstart", (event) => {
    from = show() && event.touches.length === 1 && !event.target.closest(".strip-form") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!from || !show()) return;
    const [x, y] = [event.changedTouches[0].clientX - from.clientX, event.changedTouches[0].clientY - from.clientY];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(here() + (x < 0 ? 1 : -1));
    from = null;
  }, { passive: true });
  new MutationObserver(start).observe(document.body, { childList: true, subtree: true });
  queueMicrotask(start); // when all programs of the show are there
})();
