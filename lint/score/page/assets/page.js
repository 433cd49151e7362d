'use strict';
// The switch between the themes. What was chosen is kept where the browser keeps
// anything for this file.
(function () {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const key = 'cuoci-theme';
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
  const show = () => button.setAttribute('aria-pressed', String(dark()));
  try {
    const kept = localStorage.getItem(key);
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch (e) { /* nothing is kept here */ }
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    show();
    try { localStorage.setItem(key, root.dataset.theme); } catch (e) { /* nothing is kept here */ }
  });
  system.addEventListener('change', show);
})();

// The picture: one stop of the tab key; the arrow keys go from dot to dot, left
// and right by the procedure, up and down by the person.
(function () {
  const dots = Array.from(document.querySelectorAll('.plot .dot'));
  const readout = document.getElementById('readout');
  if (dots.length === 0) return;
  const hint = readout.textContent;
  const height = dot => {
    const shape = dot.firstElementChild;
    return Number(shape.getAttribute('cy') || shape.getAttribute('d').split(/[ m]/)[1]);
  };
  let byHeight = null;
  const across = new Map(dots.map((dot, i) => [dot, i]));
  let current = dots[0];
  dots.forEach(dot => dot.setAttribute('tabindex', dot === current ? '0' : '-1'));
  const go = dot => {
    if (!dot) return;
    current.setAttribute('tabindex', '-1');
    current = dot;
    current.setAttribute('tabindex', '0');
    current.focus();
  };
  const svg = document.querySelector('.plot svg');
  svg.addEventListener('keydown', event => {
    const dot = event.target.closest('.dot');
    if (!dot || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!byHeight) byHeight = dots.slice().sort((a, b) => height(b) - height(a));
    const up = byHeight.indexOf(dot), at = across.get(dot);
    const next = {
      ArrowRight: dots[at + 1], ArrowLeft: dots[at - 1],
      ArrowUp: byHeight[up + 1], ArrowDown: byHeight[up - 1],
      Home: dots[0], End: dots[dots.length - 1],
    };
    if (!(event.key in next)) return;
    event.preventDefault();
    go(next[event.key]);
  });
  const tell = event => {
    const dot = event.target.closest('.dot');
    readout.textContent = dot ? dot.getAttribute('aria-label') : hint;
  };
  svg.addEventListener('focusin', tell);
  svg.addEventListener('mouseover', tell);
  svg.addEventListener('mouseleave', () => { readout.textContent = hint; });
})();
