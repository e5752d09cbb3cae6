'use strict';
(() => {
  const notes = [...document.querySelectorAll('.note')];
  const marks = [...document.querySelectorAll('mark')];
  const refs = [...document.querySelectorAll('.ref')];
  const form = document.getElementById('filter');
  const ranges = (text) => (text ? text.split(' ').map((it) => it.split('-').map(Number)) : []);
  const primary = (note) => ranges(note.dataset.p);
  const related = (note) => ranges(note.dataset.q);
  // Segments are numbered from 1 in the order of the page.
  const segment = (id) => marks[id - 1];
  let current = null;

  const clear = () => {
    current?.classList.remove('on', 'sheet');
    document.querySelectorAll('mark.on').forEach((mark) => mark.classList.remove('on'));
    current = null;
  };
  const seen = (it) => {
    const box = it.getBoundingClientRect();
    const top = form ? Math.max(0, form.getBoundingClientRect().bottom) : 0;
    return top <= box.top + 1 && box.bottom <= innerHeight + 1;
  };
  // Shows a note and its places: the target in the text, the others in the note.
  const select = (note, target, focus) => {
    clear();
    current = note;
    note.hidden = false;
    note.classList.add('on');
    for (const [first, last] of [...primary(note), ...related(note)]) {
      for (let id = first; id <= last; id += 1) segment(id)?.classList.add('on');
    }
    target ??= segment(primary(note)[0]?.[0]);
    if (!target) {
      note.scrollIntoView({ block: 'center' });
    } else {
      const narrow = matchMedia('(max-width: 60rem)').matches;
      target.scrollIntoView({ block: 'center' });
      if (!seen(note) || !seen(target)) note.classList.add('sheet');
      if (note.classList.contains('sheet') && narrow) {
        target.scrollIntoView({ block: 'start' });
      }
    }
    if (focus) note.focus({ preventScroll: true });
  };
  const covers = (list, id) => list.find(([first, last]) => first <= id && id <= last);
  // The note of a mark: the narrowest over it; the next one at the next click.
  const noteOf = (mark) => {
    const id = Number(mark.id.slice(1));
    const over = [];
    for (const note of notes) {
      if (note.hidden) continue;
      const own = covers(primary(note), id);
      const found = own ?? covers(related(note), id);
      if (found) over.push({ note, size: (own ? 0 : 1e9) + found[1] - found[0] });
    }
    over.sort((one, other) => one.size - other.size);
    const at = over.findIndex((it) => it.note === current);
    return over[(at + 1) % over.length]?.note;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    const note = event.target.closest('.note');
    const mark = event.target.closest('mark');
    const to = link && document.getElementById(link.hash.slice(1));
    if (to?.matches('.note')) {
      select(to, null, true);
    } else if (note) {
      if (!link && String(getSelection())) return;
      select(note, to?.matches('mark') ? to : null, !link);
    } else if (mark && !mark.classList.contains('off')) {
      const found = noteOf(mark);
      if (!found) return;
      select(found, covers(primary(found), Number(mark.id.slice(1))) ? mark : null, true);
    } else {
      if (!link && !event.target.closest('form')) clear();
      if (form && !event.target.closest('form details')) form.querySelector('details').open = false;
      return;
    }
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (form) form.querySelector('details').open = false;
    clear();
  });
  const follow = () => {
    const to = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (to && to.matches('.note')) select(to, null, true);
  };
  addEventListener('hashchange', follow);
  follow();

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details.quiet:not([open]), details.files:not([open])')];
    closed.forEach((it) => { it.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((it) => { it.open = false; }));

  if (!form) return;
  const classes = ['e', 'e r', 'w', 'w r', 'i', 'i r'];
  const letter = (note) => ['e', 'w', 'i'].find((it) => note.classList.contains(it));
  // Draws each segment as the gravest note over it that is shown.
  const paint = () => {
    const steps = classes.map(() => new Int32Array(marks.length + 2));
    const add = (kind, list) => list.forEach(([first, last]) => {
      steps[kind][first] += 1;
      steps[kind][last + 1] -= 1;
    });
    for (const note of notes) {
      if (note.hidden) continue;
      const kind = classes.indexOf(letter(note));
      add(kind, primary(note));
      add(kind + 1, related(note));
    }
    const open = classes.map(() => 0);
    marks.forEach((mark, at) => {
      steps.forEach((step, kind) => { open[kind] += step[at + 1]; });
      const kind = open.findIndex((count) => count > 0);
      const name = kind < 0 ? 'off' : classes[kind];
      if (mark.className !== name) mark.className = name;
    });
  };
  const apply = () => {
    clear();
    const ticked = (name) => new Set(
      [...form.elements].filter((it) => it.name === name && it.checked).map((it) => it.value));
    const [severities, rules] = [ticked('v'), ticked('r')];
    const hidden = new Set();
    let shown = 0;
    for (const note of notes) {
      note.hidden = !severities.has(letter(note)) || !rules.has(note.dataset.r);
      if (note.hidden) hidden.add(`#${note.id}`);
      else shown += Number(note.dataset.c);
    }
    refs.forEach((ref) => { ref.hidden = hidden.has(ref.getAttribute('href')); });
    form.querySelector('output').value = shown;
    form.classList.toggle('some', hidden.size > 0);
    paint();
  };
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    form.querySelectorAll('[name=r]').forEach((it) => { it.checked = button.value !== ''; });
    apply();
  });
  form.hidden = false;
})();
