// The wall: its slides move on as if somebody pressed the arrow; a key or the pointer makes them wait.
(() => {
  if (window.vaeksttavlenWall) return;
  const WAIT = 60; // seconds after the last key or movement
  let stood = 0, waits = 0;
  const wall = () => document.querySelector(".show.wall");
  const press = (key) => dispatchEvent(new KeyboardEvent("keydown", { key }));
  const tick = () => {
    if (!wall()) return;
    wall().classList.toggle("waiting", waits > 0);
    if (waits > 0) { waits -= 1; return; }
    stood += 1;
    if (stood < Number(wall().dataset.seconds)) return;
    stood = 0;
    const isLast = [...wall().querySelectorAll(".slide")].at(-1)?.getClientRects().length;
    press(isLast ? "Home" : "ArrowRight");
  };
  const touched = (event) => {
    if (!event.isTrusted || !wall()) return;
    waits = WAIT;
    wall().classList.add("waiting");
  };
  for (const kind of ["keydown", "pointerdown", "wheel"]) addEventListener(kind, touched, { passive: true, capture: true });
  let x = null, y = null; // a desk that shakes is no reader
  addEventListener("pointermove", (event) => {
    if (x !== null && Math.hypot(event.clientX - x, event.clientY - y) > 24) touched(event);
    [x, y] = [event.clientX, event.clientY];
  }, { passive: true });
  window.vaeksttavlenWall = setInterval(tick, 1000);
})();
