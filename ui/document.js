// The document's language, and Streamlit's own English labels in it. Runs again at each change of language.
(() => {
  const told = TOLD;
  const root = document.documentElement;
  root.lang = told.language;
  const labels = (window.vaeksttavlenLabels ||= {});
  for (const [english, said] of Object.entries(told.labels)) {
    for (const known of [english, labels[english]]) if (known) labels["=" + known] = said;
    labels[english] = said;
    delete labels["=" + said]; // said rightly already: back in a language, two entries would answer each other for ever
  }
  const say = (element) => {
    for (const name of ["aria-label", "placeholder", "title"]) {
      const said = labels["=" + element.getAttribute(name)];
      if (said && said !== element.getAttribute(name)) element.setAttribute(name, said);
    }
    if (element.childElementCount === 0) {
      const said = labels["=" + element.textContent];
      if (said && said !== element.textContent && element.closest("a, [role=listbox], [role=option]")) element.textContent = said;
    }
  };
  // The menu's list holds its groups' headings and pages side by side: no list to a screen reader, links in a menu.
  const unlist = (node) => {
    const inside = '[data-testid="stSidebarNavItems"]';
    if (!node.closest(inside) && !node.querySelector(inside)) return;
    document.querySelectorAll(`${inside}, ${inside} li`).forEach((one) => one.setAttribute("role", "none"));
  };
  const all = (node) => {
    if (node.nodeType !== 1) return;
    unlist(node);
    say(node);
    node.querySelectorAll("[aria-label], [placeholder], [title], a").forEach(say);
  };
  all(document.body);
  if (window.vaeksttavlenWatch) return;
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
  window.vaeksttavlenWatch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") say(change.target);
      else change.addedNodes.forEach(all);
    }
    tell();
  });
  // Links of ours go on within the page, as those of the menu do: the server's run starts at once, Back leads back.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.here");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
  window.vaeksttavlenWatch.observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "placeholder", "title"],
  });
})();
