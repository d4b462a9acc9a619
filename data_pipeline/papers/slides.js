"use strict";
(() => {
  const slides = [...document.querySelectorAll("section")];
  const blank = document.querySelector(".blank");
  const first = slides.findIndex((one) => "#" + one.id === location.hash);
  let now = Math.max(first, 0);
  const show = (wanted) => {
    now = Math.min(Math.max(wanted, 0), slides.length - 1);
    slides.forEach((one, place) => one.classList.toggle("now", place === now));
    blank.hidden = true;
    history.replaceState(null, "", "#" + slides[now].id);
  };
  const keys = {
    ArrowRight: () => show(now + 1), ArrowDown: () => show(now + 1), PageDown: () => show(now + 1), " ": () => show(now + 1),
    ArrowLeft: () => show(now - 1), ArrowUp: () => show(now - 1), PageUp: () => show(now - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    b: () => { blank.hidden = !blank.hidden; }, n: () => document.body.classList.toggle("noted"),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  let start = null;
  addEventListener("touchstart", (event) => { start = event.changedTouches[0].clientX; }, { passive: true });
  addEventListener("touchend", (event) => {
    if (start === null) return;
    const moved = event.changedTouches[0].clientX - start;
    if (Math.abs(moved) > 40) show(now + (moved < 0 ? 1 : -1));
    start = null;
  });
  document.body.classList.add("shown");
  if (slides.length) show(now);
})();
