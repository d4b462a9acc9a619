// Of every list of rows: a click on an id copies it, Ctrl+C the cell one is on; several are for the files at the foot,
// since the grid would copy numbers with a decimal point. What it would open over itself is English, and stays away: its
// search, for which the browser's stands in, and a cell in a field of its own.
(() => {
  const GRID = '[data-testid="stDataFrame"]';
  const SETTLES_MS = 1000; // at the most
  const TOLD_MS = 3000;
  const told = document.createElement("p");
  told.className = "live";
  told.setAttribute("role", "status");
  document.body.append(told);
  const copy = async (grid, isAny) => {
    const [cell, ...others] = grid.querySelectorAll('td[aria-selected="true"]');
    const list = document.querySelector("[data-ids]");
    if (!cell || others.length || !list || !navigator.clipboard) return; // there is one over HTTPS and on one's own machine
    const heading = grid.querySelector(`th[aria-colindex="${cell.getAttribute("aria-colindex")}"]`).textContent;
    if (!isAny && !list.dataset.ids.split("|").includes(heading.replace(/^[↑↓] /, ""))) return;
    const isDanish = document.documentElement.lang === "da";
    const text = cell.textContent.replace(/^(-?\d+)\.(\d+)$/, isDanish ? "$1,$2" : "$&");
    await navigator.clipboard.writeText(text);
    told.textContent = `${list.dataset.copied}: ${text}`;
    setTimeout(() => { told.textContent = ""; }, TOLD_MS);
  };
  // The grid tells its chosen cell a fifth of a second after the click, and nothing when it is the same.
  const settled = (grid) => new Promise((done) => {
    const looking = new MutationObserver(() => { looking.disconnect(); done(); });
    looking.observe(grid, { subtree: true, attributes: true, attributeFilter: ["aria-selected"] });
    setTimeout(() => { looking.disconnect(); done(); }, SETTLES_MS);
  });
  document.addEventListener("click", (event) => {
    const grid = event.target.closest?.(GRID);
    if (grid) settled(grid).then(() => {
      document.querySelector('[id^="gdg-overlay"] *')?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      copy(grid, false);
    });
  });
  window.addEventListener("keydown", (event) => {
    const grid = event.target.closest?.(GRID);
    const isControl = event.ctrlKey || event.metaKey;
    if (!grid) return;
    if (isControl && event.key === "c") copy(grid, true);
    if (event.key === "Enter" || (isControl && event.key === "f")) event.stopImmediatePropagation();
  }, true);
})();
