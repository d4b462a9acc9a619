// The wall walks: every part of a page in turn, then the next page. Reads what the page says of itself, every second.
(() => {
  if (window.vaeksttavlenWall) return;
  const WAIT = 60; // seconds after the last key or movement
  let stood = 0, waits = 0, last = "";
  const sign = () => document.querySelector(".wall-on");
  const go = (address) => {
    stood = 0;
    history.replaceState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const tick = () => {
    const here = sign();
    if (!here) return;
    if (last !== here.dataset.next) { last = here.dataset.next; stood = 0; }
    here.classList.toggle("waiting", waits > 0);
    if (waits > 0) { waits -= 1; return; }
    stood += 1;
    if (stood < Number(here.dataset.seconds)) return;
    stood = 0;
    const main = document.querySelector('[data-testid="stMain"]');
    const below = main.scrollHeight - main.clientHeight - main.scrollTop;
    if (below > main.clientHeight / 5) main.scrollBy({ top: Math.min(below, main.clientHeight * 0.85), behavior: still ? "auto" : "smooth" });
    else { main.scrollTo({ top: 0 }); go(here.dataset.next); }
  };
  const touched = (event) => {
    const here = sign();
    if (!here) return;
    if (event.key === "Escape") { go(here.dataset.leave); return; }
    waits = WAIT;
    here.classList.add("waiting");
  };
  for (const kind of ["keydown", "pointerdown", "wheel"]) addEventListener(kind, touched, { passive: true });
  let x = null, y = null; // a desk that shakes is no reader
  addEventListener("pointermove", (event) => {
    if (x !== null && Math.hypot(event.clientX - x, event.clientY - y) > 24) touched(event);
    [x, y] = [event.clientX, event.clientY];
  }, { passive: true });
  window.vaeksttavlenWall = setInterval(tick, 1000);
})();
