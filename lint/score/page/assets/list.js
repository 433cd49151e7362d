// The list of conversations. A conversation lies in the page as text and becomes
// markup when it is opened; the program that wrote the page escaped what was said.
(function () {
  const $ = id => document.getElementById(id);
  const index = JSON.parse($('index').textContent);
  const words = index.words;
  const size = 20; // rows of a page of the list
  const policy = self.trustedTypes
    ? trustedTypes.createPolicy('cuoci', { createHTML: text => text })
    : { createHTML: text => text };
  const fill = (text, n, all) => text.replace('{n}', n.toLocaleString('en')).replace('{all}', (all || 0).toLocaleString('en'));
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const state = { find: '', kind: '', rule: '', order: 'worst', picked: null, page: 0, rows: [] };
  const missing = n => n < 0 ? 101 : n;
  const orders = {
    worst: (a, b) => Number(!!b.fatal) - Number(!!a.fatal) || missing(a.worst) - missing(b.worst) || a.n - b.n,
    last: (a, b) => missing(a.last) - missing(b.last) || a.n - b.n,
    found: (a, b) => (b.found || 0) - (a.found || 0) || a.n - b.n,
    n: (a, b) => a.n - b.n,
  };

  function choose() {
    const find = state.find.toLowerCase();
    state.rows = index.rows.filter(row =>
      (!state.picked || state.picked.has(row.n)) &&
      (state.kind === '' || row.kind === Number(state.kind)) &&
      (state.rule === '' || (row.rules || []).includes(Number(state.rule))) &&
      (find === '' || (row.name + ' ' + (row.agent || '')).toLowerCase().includes(find)));
    state.rows.sort(orders[state.order]);
    state.page = 0;
  }

  // cell is a figure with its name, which wide screens show at the head of the column.
  function cell(name, value, low) {
    const element = make('span', 'num');
    element.append(make('span', 'sr', ' ' + name + ' '), make('span', low ? 'low' : '', value < 0 ? words.none : String(value)));
    return element;
  }

  function item(row) {
    const li = make('li');
    li.id = 'c' + row.n;
    const button = make('button', 'row');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', 'p' + row.n);
    const name = make('span', 'name', row.name);
    name.title = row.name;
    if (row.agent) name.append(make('span', 'small', row.agent));
    const kind = make('span', 'kind');
    const swatch = make('i', 'k' + row.kind);
    swatch.setAttribute('aria-hidden', 'true');
    kind.append(swatch, make('span', 'sr', ' ' + words.kind + ' '), index.kinds[row.kind]);
    if (row.fatal) kind.append(' ', make('span', 'tag level-error', words.fatal));
    button.append(name, kind,
      cell(words.procedure, row.sides[0]), cell(words.personal, row.sides[1]),
      cell(words.worst, row.worst), cell(words.last, row.last), cell(words.found, row.found || 0));
    const heading = make('h3');
    heading.append(button);
    const panel = make('div', 'panel');
    panel.id = 'p' + row.n;
    panel.hidden = true;
    panel.setAttribute('role', 'region');
    panel.setAttribute('aria-label', row.name);
    button.addEventListener('click', () => toggle(row.n, panel.hidden));
    li.append(heading, panel);
    return li;
  }

  function toggle(number, open) {
    const li = $('c' + number), panel = $('p' + number), text = $('f' + number);
    if (!li || panel.hidden !== open) return;
    panel.hidden = !open;
    li.querySelector('button').setAttribute('aria-expanded', String(open));
    if (open) panel.innerHTML = policy.createHTML(text.textContent);
    else panel.textContent = '';
  }

  function show() {
    const pages = Math.max(1, Math.ceil(state.rows.length / size));
    const from = state.page * size;
    $('list').replaceChildren(...state.rows.slice(from, from + size).map(item));
    const status = $('status');
    status.textContent = state.rows.length === 0 ? words.nothing
      : state.picked ? fill(words.picked, state.rows.length)
      : state.rows.length < index.rows.length ? fill(words.of, state.rows.length, index.rows.length)
      : fill(words.shown, state.rows.length);
    if (state.rows.length < index.rows.length) {
      const all = make('button', 'link', words.all);
      all.type = 'button';
      all.addEventListener('click', () => { reset(); choose(); show(); $('find').focus(); });
      status.append(' ', all);
    }
    $('columns').hidden = state.rows.length === 0;
    $('pager').hidden = pages === 1;
    $('where').textContent = fill(words.page, state.page + 1, pages);
    $('back').disabled = state.page === 0;
    $('forth').disabled = state.page + 1 === pages;
  }

  function reset() {
    state.find = state.kind = state.rule = '';
    state.picked = null;
    $('find').value = $('by-kind').value = $('by-rule').value = '';
  }

  // reveal opens a conversation, on whatever page of the list it stands.
  function reveal(number) {
    let at = state.rows.findIndex(row => row.n === number);
    if (at < 0) {
      reset();
      choose();
      at = state.rows.findIndex(row => row.n === number);
      if (at < 0) return false;
    }
    if (!$('c' + number)) {
      state.page = Math.floor(at / size);
      show();
    }
    toggle(number, true);
    return true;
  }

  // follow goes where the address says: c17, c17t4 (a turn), c17n2 (a note), c17m2 (a mark).
  const place = /^#c(\d+)([tnm]\d+)?$/;
  function follow() {
    const match = place.exec(location.hash);
    if (!match || !reveal(Number(match[1]))) return;
    const target = $(location.hash.slice(1));
    if (!target) return;
    for (const before of document.querySelectorAll('.there')) before.classList.remove('there');
    target.classList.add('there');
    target.scrollIntoView({ block: match[2] ? 'center' : 'start' });
    (match[2] ? target : target.querySelector('button')).focus({ preventScroll: true });
  }

  for (const [k, name] of index.kinds.entries()) {
    if (index.rows.some(row => row.kind === k)) $('by-kind').add(new Option(name, k));
  }
  for (const [i, rule] of index.rules.entries()) $('by-rule').add(new Option(rule[1] + ' ' + rule[0], i));
  const changed = () => {
    state.find = $('find').value.trim();
    state.kind = $('by-kind').value;
    state.rule = $('by-rule').value;
    state.order = $('order').value;
    state.picked = null;
    choose();
    show();
  };
  let wait = 0;
  $('find').addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(changed, 120); });
  for (const id of ['by-kind', 'by-rule', 'order']) $(id).addEventListener('change', changed);
  for (const [id, step] of [['back', -1], ['forth', 1]]) {
    $(id).addEventListener('click', () => {
      state.page += step;
      show();
      $('conversations').scrollIntoView();
    });
  }
  for (const button of document.querySelectorAll('[data-kind]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      reset();
      $('by-kind').value = button.dataset.kind;
      changed();
      $('conversations').scrollIntoView();
      $('by-kind').focus({ preventScroll: true });
    });
  }
  const plot = document.querySelector('.plot svg');
  if (plot) {
    plot.addEventListener('click', event => {
      const dot = event.target.closest('.dot[href]');
      if (!dot) return;
      const numbers = dot.dataset.c.split(' ').map(Number);
      if (numbers.length < 2) return; // a link to its conversation
      event.preventDefault();
      reset();
      state.picked = new Set(numbers);
      choose();
      show();
      $('conversations').scrollIntoView();
      $('conversations').focus({ preventScroll: true });
    });
  }
  addEventListener('hashchange', follow);
  // A link of ours is followed at once: the event above comes when the reader may
  // have gone on already, and would take the focus back.
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#c"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const hash = link.getAttribute('href');
    if (!place.test(hash)) return;
    event.preventDefault();
    if (hash !== location.hash) history.pushState(null, '', hash);
    follow();
  });
  $('controls').hidden = false;
  choose();
  show();
  follow();
})();
