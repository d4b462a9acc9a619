// What is written to a slide: the form in the strip under it, or in the speaker's window while there is one, and the
// keys V, R and U on what is chosen. A word goes to the server through one hidden field, the next when it is answered.
(() => {
  const state = window.vaeksttavlenShow;
  if (state.strip) return;
  const root = document.documentElement;
  const CLOSER = ["snug", "tight", "tightest"]; // what a slide with long words does, one after the other, to hold them
  const LEAST_DRAWN = 0.86; // of its height a drawing may be shown, so that its letters are still labels
  const PATIENCE = 15_000; // ms that an answer may take before the next word is sent
  let about = null, key = "", isAway = false, number = null, sent = null, waiting = [], since = 0, isDone = false;
  const form = () => document.querySelector(".strip-form");
  const asksIn = (kind) => form().dataset[kind];
  const isOpen = () => root.classList.contains("noting");
  const may = () => form() !== null;

  const send = (word) => {
    waiting.push(word);
    next();
  };
  const next = () => {
    if ((sent && Date.now() - since < PATIENCE) || !waiting.length) return;
    [sent, since] = [waiting.shift(), Date.now()];
    const field = document.querySelector(".st-key-show_word_box input");
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, JSON.stringify(sent));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector(".st-key-show_word_box button").click());
  };
  const answered = () => {
    const answer = document.querySelector(".show-answer");
    if (!answer || answer.dataset.number === number) return;
    const isFirst = number === null;
    number = answer.dataset.number;
    if (isFirst || !sent) return;
    const { isForm } = sent;
    isDone = !answer.dataset.fault && sent.key !== "";
    sent = null;
    if (answer.dataset.fault) {
      if (!isForm && !isOpen()) open({ about: state.row, key: "r" });
      form().querySelector(".fault").textContent = answer.dataset.fault;
    } else if (isForm) close();
    advance();
    next();
  };
  // What was chosen is decided: the next one that is not is up, as soon as both are known here.
  const advance = () => {
    const row = state.chosen();
    if (!isDone || !row || "open" in row.dataset) return;
    isDone = false;
    state.pick(state.first());
  };

  // Which fields are asked, and what stands in them: a slide's note begins empty, a question as it is asked.
  const fill = () => {
    const asked = form(), kind = about.split(":")[0];
    const one = document.querySelector(`.show [data-about="${CSS.escape(about)}"]`);
    asked.reset();
    asked.dataset.mode = kind;
    asked.querySelector(".fault").textContent = "";
    const slide = document.querySelector(`.show .slide[data-id="${CSS.escape(state.id)}"]`);
    asked.querySelector(".where").textContent = slide?.querySelector(".page").textContent.split(" ")[0] ?? "";
    asked.text.placeholder = asksIn(kind);
    asked.text.setAttribute("aria-label", asksIn(kind));
    for (const name of ["text", "responsible", "due"]) asked[name].value = one?.dataset[name] ?? "";
  };
  // In the speaker's window the form is always there: for the slide that is up, or for what it was opened for.
  const rest = () => {
    about = `slide:${state.id}`;
    key = "";
    if (may()) fill();
  };
  const open = (asked) => {
    ({ about, key } = asked);
    fill();
    root.classList.add("noting");
    place();
    const first = [...form().elements].find((one) => one.matches("textarea, input, select") && one.getClientRects().length);
    first?.focus();
    if (state.isSpeaker()) window.focus();
  };
  const close = (spread = true) => {
    if (!may()) return;
    root.classList.remove("noting");
    if (form().contains(document.activeElement)) document.activeElement.blur();
    rest();
    fit();
    isAway = false;
    if (spread) state.post({ closes: true });
  };
  const place = () => {
    fit();
    const room = [...document.querySelectorAll(".show .slide:not(.coming) .strip-room")].find((one) => one.getClientRects().length);
    if (!room || state.isSpeaker()) return;
    const { left, top, width } = room.getBoundingClientRect();
    Object.assign(form().style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  };
  // While it is written, whole lines that find no room above the strip are away; what is chosen never is.
  const fit = () => {
    const now = document.querySelector(`.show .slide[data-id="${CSS.escape(state.id ?? "")}"]`);
    for (const one of document.querySelectorAll(".show .away")) one.classList.remove("away");
    now?.classList.remove(...CLOSER);
    const body = now?.querySelector(".body");
    if (!body) return;
    const isOver = () => {
      const room = body.getBoundingClientRect();
      return [...body.children].flatMap((one) => [...one.getClientRects()])
        .some((one) => one.bottom > room.bottom - 3 || one.top < room.top + 3); // px: letters are higher than their line
    };
    for (const kind of CLOSER) if (isOver()) now.classList.add(kind);
    const chart = [...body.querySelectorAll(".chart")].find((one) => one.getClientRects().length);
    if (chart) {
      chart.style.removeProperty("max-height");
      const tall = chart.getBoundingClientRect().height;
      for (let less = 1; less > LEAST_DRAWN && isOver(); less -= 0.02) chart.style.maxHeight = `${tall * less}px`;
    }
    if (!isOpen() || state.isSpeaker()) return;
    const less = [...body.querySelectorAll(".lines li:not(.up), .proposals li:not(.up), .points li, .leads p:not(.label, .number), .remarks p")].reverse();
    for (const one of less) {
      if (!isOver()) break;
      one.classList.add("away");
    }
  };

  // A key is pressed: V and U write at once, N and R open the form, in the speaker's window while there is one.
  const ask = (pressed) => {
    if (!may()) return;
    const row = state.chosen();
    if (pressed && !(row?.getClientRects().length && row.querySelector(".keys")?.dataset.keys.includes(pressed))) return;
    if (pressed === "v" || pressed === "u") {
      send({ about: row.dataset.about, key: pressed });
      return;
    }
    const asked = { about: pressed ? row.dataset.about : `slide:${state.id}`, key: pressed };
    if (state.isSpeaker() || !state.hasSpeaker()) open(asked);
    else {
      isAway = true;
      state.post({ open: asked });
    }
  };
  // Whether a key is the form's and none of the show's.
  const takes = (event) => {
    if (isAway && !state.hasSpeaker()) isAway = false;
    if (isAway && event.key === "Escape") {
      close();
      event.preventDefault();
      event.stopPropagation();
      return true;
    }
    // The note is being written in the other window: what is typed here by mistake does nothing, a clicker turns.
    if (isAway && event.key.length === 1) {
      event.preventDefault();
      event.stopPropagation();
      return true;
    }
    const isInside = may() && form().contains(event.target);
    if (!isInside && !isOpen()) return false;
    if (isOpen() && !isInside && event.key !== "Escape" && state.isSpeaker()) return false;
    if (event.key === "Escape") {
      close();
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && event.target.matches?.("textarea, input")) {
      form().requestSubmit();
      event.preventDefault();
    }
    return true;
  };
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const told = Object.fromEntries(new FormData(form()));
    send({ about, key, ...told, isForm: true });
  });
  addEventListener("resize", () => { if (state.show()) isOpen() ? place() : fit(); });
  new MutationObserver(answered).observe(document.body, { childList: true, subtree: true });
  const moved = (isNew) => {
    if (!may()) return;
    if (isNew) isDone = false;
    advance();
    if (isOpen() && !isNew) place();
    else if (isOpen() && !state.isSpeaker()) close(false);
    else if (isNew || about === null) isTyping() ? null : rest();
  };
  // Somebody who is writing in the speaker's window keeps the slide it was begun for.
  const isTyping = () => form().text.value !== "" || form().contains(document.activeElement);
  state.strip = { ask, open, closed: () => (isAway = false, isOpen() ? close(false) : null), moved, fit, takes, may };
})();
