// Of every document: unfolds what pages carry, follows our own links and choices, and says Streamlit's English labels in
// the reader's language.
(() => {
  const labels = LABELS;
  const english = {};
  for (const said of Object.values(labels)) for (const [name, word] of Object.entries(said)) english[word] = name;
  let language = document.documentElement.lang;
  const translated = (word) => labels[language]?.[english[word]];
  const say = (element) => {
    for (const name of ["aria-label", "placeholder", "title"]) {
      const said = element.hasAttribute(name) && translated(element.getAttribute(name));
      if (said && said !== element.getAttribute(name)) element.setAttribute(name, said);
    }
    const text = element.lastChild;
    if (text?.nodeType === Node.TEXT_NODE && element.closest("a, [role=listbox], [role=option], [role=menuitem]")) {
      const said = translated(text.data);
      if (said && said !== text.data) text.data = said;
    }
  };
  const all = (node) => {
    say(node);
    node.querySelectorAll("[aria-label], [placeholder], [title], a, [role=menuitem]").forEach(say);
  };

  // What has the reader's hand keeps it when it is written anew: the sidebar, and a page's own choices.
  const KEPT = '[data-testid="stSidebar"] .carried, .pills, .rows, .next_year';
  let hand = null;
  const roots = () => [...document.querySelectorAll(KEPT)];
  const reached = (root) => [...root.querySelectorAll("a, select, input")];
  document.addEventListener("focusin", (event) => {
    const root = event.target.closest?.(KEPT);
    hand = root && { root: roots().indexOf(root), place: reached(root).indexOf(event.target) };
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest?.(KEPT)) hand = null; });
  const unfold = (carried) => {
    const piece = document.createElement("template");
    piece.innerHTML = carried.dataset.html;
    // Nothing of ours leads the page on by itself; should markup get in, it must not either (a policy can't forbid it).
    piece.content.querySelectorAll("meta, base, link").forEach((one) => one.remove());
    carried.replaceChildren(piece.content);
    carried.removeAttribute("data-html");
    if (hand && document.activeElement === document.body) {
      const root = roots()[hand.root];
      const one = carried.parentElement.contains(root) && reached(root)[hand.place];
      if (one) requestAnimationFrame(() => one.focus({ preventScroll: true })); // with the page's layout, not one of its own
    }
  };

  // A finding that changes under the reader's hands is told to those who do not see it; Streamlit's own nodes come and go.
  const status = document.createElement("p");
  status.className = "unseen spoken";
  status.setAttribute("role", "status");
  document.body.append(status);
  let finding = "";
  const tell = () => {
    const now = document.querySelector("h1")?.textContent || finding;
    if (finding && now !== finding) status.textContent = now;
    finding = now;
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") { say(target); continue; }
      if (target.className === "carried") continue; // ours, and said in the reader's language
      for (const node of addedNodes) {
        if (node.nodeType !== 1) continue;
        all(node);
        if (node.className === "carried") unfold(node);
        else node.querySelectorAll(".carried[data-html]").forEach(unfold);
      }
    }
    const said = document.querySelector("[data-language]")?.dataset.language;
    if (said && said !== language) {
      document.documentElement.lang = language = said;
      all(document.body);
    }
    tell();
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "placeholder", "title"],
  });

  // Streamlit's folds unfold by themselves: not before those who want no motion.
  const { animate } = Element.prototype;
  Element.prototype.animate = function (frames, options) {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return animate.call(this, frames, isStill ? { ...options, duration: 0 } : options);
  };

  // Links and choices of ours go on within the page: the server's run starts at once, Back leads back.
  const PHONE = 768; // px, narrower than that Streamlit lays the sidebar over the page
  const go = (address) => {
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  // A chart's picture carries its title and source, which on the screen stand outside it: the layout's meta says how.
  document.addEventListener("click", (event) => {
    const chart = event.target.closest?.(".modebar-btn")?.closest(".js-plotly-plot");
    if (!chart) return;
    const { layout } = chart;
    chart.layout = { ...layout, ...layout.meta };
    setTimeout(() => { chart.layout = layout; }); // the picture is being made of a copy
  }, true);
  let isMouse = false; // Plotly's own click does not say what pressed
  document.addEventListener("pointerdown", (event) => { isMouse = event.pointerType === "mouse"; }, true);
  document.addEventListener("click", (event) => {
    // A mark of a chart leads a mouse on; a finger's tap shows its words.
    const mark = isMouse && event.target.closest?.(".js-plotly-plot")?._hoverdata?.[0]?.customdata;
    if (mark) { go(new URL(mark, document.baseURI).href); return; }
    const link = event.target.closest?.("a.here");
    if (link?.matches(".lead") && !isMouse) { event.preventDefault(); return; } // so does it on a small mark
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href);
    if (innerWidth < PHONE && link.closest(".menu")) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  });

  // On paper a chart is as wide as there is room, and as by day: its drawing knows of both only while it is printed.
  const drawings = () => document.querySelectorAll(".js-plotly-plot svg.main-svg");
  addEventListener("beforeprint", () => {
    const isDark = getComputedStyle(document.querySelector(".stApp")).colorScheme === "dark";
    document.documentElement.classList.toggle("night", isDark);
    for (const one of drawings()) one.setAttribute("viewBox", `0 0 ${one.getAttribute("width")} ${one.getAttribute("height")}`);
  });
  addEventListener("afterprint", () => drawings().forEach((one) => one.removeAttribute("viewBox")));

  // Files that a reader chooses or drops are sent one after the other; then the page is run anew and looks at them.
  const send = async (box, files) => {
    const { to, most, sending, lost } = box.dataset;
    const status = box.querySelector("[role=status]");
    const written = (file, number) => Object.entries({ file: file.name, number, count: files.length })
      .reduce((text, [gap, value]) => text.replace(`{${gap}}`, value), sending);
    for (const [number, file] of files.entries()) {
      status.textContent = written(file, number + 1);
      const headers = { "x-file-name": encodeURIComponent(file.name), "x-file-size": file.size };
      const body = file.size > most ? "" : file; // one that is too large is told of, not sent
      const answer = await fetch(to, { method: "PUT", headers, body }).catch(() => null);
      if (!answer?.ok && answer?.status !== 422) {
        status.textContent = answer ? await answer.text() : lost;
        return;
      }
    }
    status.textContent = "";
    addEventListener("pagehide", () => fetch(to, { method: "DELETE", keepalive: true }), { once: true });
    dispatchEvent(new PopStateEvent("popstate"));
  };
  const over = (event) => event.dataTransfer?.types.includes("Files") && event.target.closest?.(".incoming");
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => {
    const box = over(event);
    document.querySelectorAll(".incoming").forEach((one) => one.classList.toggle("over", one === box && name === "dragover"));
    if (!box) return;
    event.preventDefault();
    if (name === "drop") send(box, [...event.dataTransfer.files]);
  });
  document.addEventListener("change", ({ target }) => {
    const box = target.type === "file" && target.closest(".incoming");
    if (!box) return;
    const files = [...target.files];
    target.value = "";
    send(box, files);
  });
  document.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (!event.target.closest?.(".choices, .rows, .next_year") || !event.target.checkValidity()) return;
    const asked = new URL(location.href);
    if (value) asked.searchParams.set(name, value);
    else asked.searchParams.delete(name);
    go(asked.href);
  });
})();
