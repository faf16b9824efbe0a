// The filters as native controls. What the reader has chosen goes to the server as a whole, so
// that of several quick choices the last one counts. No control is ever replaced by another one:
// whoever is in the middle of typing or tabbing stays there.

const LONG = 12;
const PATIENCE = 60_000;
const SCOPE = ['lista', 'dia'];
const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// Several of many: boxes to tick, which are made when the list is opened.
const lista = (choose) => {
  let field = { options: [] };
  let chosen = [];
  const [label, names, count] = ['span', 'b', 'i'].map((tag) => element(tag));
  const head = element('summary', {}, label, names, count);
  const search = element('input', { type: 'search' });
  const boxes = element('div', { className: 'casillas' });
  const none = element('p', { role: 'status' });
  const group = element('div', { role: 'group' }, search, boxes, none);
  const node = element('details', {}, head, group);

  const tick = () => {
    for (const input of boxes.querySelectorAll('input'))
      input.checked = input.value ? chosen.includes(input.value) : !chosen.length;
  };
  const press = ({ target: { value, checked } }) => {
    const others = chosen.filter((code) => code !== value);
    choose(!value ? [] : checked ? [...others, value] : others);
  };
  const row = ([value, name, place = '']) => element('label', {},
    element('input', { type: 'checkbox', value, onchange: press }),
    element('span', { textContent: name }), element('small', { textContent: place }));
  const found = () => [...boxes.children].filter((one) => !one.hidden);
  const look = () => {
    const asked = plain(search.value.trim());
    for (const one of boxes.children)
      one.hidden = asked && !(one.control.value && plain(one.textContent).includes(asked));
    none.textContent = found().length ? '' : field.none;
  };
  const fill = () => {
    const { every, options } = field;
    search.hidden = options.length <= LONG;
    const first = search.hidden ? [] : options.filter(([code]) => chosen.includes(code));
    boxes.replaceChildren(row(['', every]), ...[...new Set([...first, ...options])].map(row));
    look();
    tick();
  };

  search.oninput = look;
  search.onkeydown = ({ key }) => {
    if (key === 'Enter' && search.value && found().length === 1) found()[0].control.click();
  };
  node.onkeydown = (event) => {
    if (event.key !== 'Escape' || event.target.value && event.target === search) return;
    node.open = false;
    head.focus();
  };
  node.ontoggle = () => {
    search.value = '';
    if (!node.open) return boxes.replaceChildren();
    fill();
    group.scrollIntoView({ block: 'nearest' });
    // A keyboard that comes up unasked would cover the list.
    if (!search.hidden && document.activeElement === head && matchMedia('(hover: hover)').matches)
      search.focus();
  };
  const draw = (next, values) => {
    const same = JSON.stringify(next.options) === JSON.stringify(field.options);
    [field, chosen] = [next, values];
    const said = next.options.filter(([code]) => chosen.includes(code)).map(([, name]) => name);
    label.textContent = group.ariaLabel = next.label;
    names.textContent = said.join(', ') || next.every;
    count.textContent = said.length > 1 ? said.length : '';
    node.classList.toggle('elegido', said.length > 0);
    search.placeholder = next.search;
    search.ariaLabel = `${next.search}: ${next.label}`;
    if (node.open && !same) fill();
    else tick();
  };
  return { node, draw };
};

// While it is being typed a date is none, or one of the year 2.
const dia = (choose) => {
  const input = element('input', { type: 'date', min: '1900-01-01', max: '2999-12-31' });
  input.onchange = () => { if (input.validity.valid) choose(input.value); };
  const label = element('span');
  const draw = (field, value) => {
    label.textContent = field.label;
    if (document.activeElement !== input || input.validity.valid) input.value = value;
  };
  return { node: element('label', {}, label, input), draw };
};

const una = (choose) => {
  const legend = element('legend');
  const node = element('fieldset', {}, legend);
  const draw = ({ name, label, options }, chosen) => {
    legend.textContent = label;
    if (node.children.length === 1)
      node.append(...options.map(([value, words]) => element('label', {}, element('input', {
        type: 'radio', name, value, onchange: () => choose(value),
      }), words)));
    for (const input of node.querySelectorAll('input')) input.checked = input.value === chosen;
  };
  return { node, draw };
};

const menu = (choose) => {
  const input = element('select', { onchange: () => choose(input.value) });
  const [label, help] = [element('span'), element('small')];
  const draw = (field, chosen) => {
    const pairs = [['', field.every], ...field.options];
    label.textContent = field.label;
    help.textContent = field.help;
    pairs.forEach(([value, words], at) => { input.options[at] ??= new Option(words, value); });
    pairs.forEach(([value, words], at) => Object.assign(input.options[at], { value, text: words }));
    input.value = chosen;
  };
  return { node: element('label', {}, label, input, help), draw };
};

const KINDS = { lista, dia, una, menu };

export default function ({ data, parentElement, setTriggerValue }) {
  const own = parentElement.querySelector('.filtros');
  // The answer to an earlier choice would undo the last one on the screen for a moment.
  if (data.sent < own.sent && performance.now() < own.until) return;
  own.sent = data.sent;
  own.parts ??= {};
  const values = Object.fromEntries(data.fields.map(({ name, chosen }) => [name, chosen]));
  const empty = Object.fromEntries(data.fields.filter(({ kind }) => SCOPE.includes(kind))
    .map(({ name, kind }) => [name, kind === 'lista' ? [] : '']));
  const filtered = () => Object.keys(empty).some((name) => values[name].length);

  const show = () => {
    for (const field of data.fields) own.parts[field.name].draw(field, values[field.name]);
    own.querySelector('.quitar').ariaDisabled = String(!filtered());
  };
  own.choose = (changed) => {
    Object.assign(values, changed);
    own.sent += 1;
    own.until = performance.now() + PATIENCE;
    show();
    setTriggerValue('chosen', { sent: own.sent, values });
  };
  for (const { kind, name } of data.fields) {
    if (own.parts[name]) continue;
    own.parts[name] = KINDS[kind]((value) => own.choose({ [name]: value }));
    own.querySelector(SCOPE.includes(kind) ? '.alcance' : '.lector').append(own.parts[name].node);
  }
  show();

  const clear = own.querySelector('.quitar');
  clear.textContent = data.words.clear;
  clear.onclick = () => { if (filtered()) own.choose(empty); };

  // The address bar's own place is taken, whatever proxy is in between, with what it carries
  // beside the scope; at the last moment, as a page may have written to it since.
  const copy = own.querySelector('.copiar');
  copy.textContent = data.words.copy;
  copy.dataset.done = data.words.copied;
  own.address = () => {
    const query = new URLSearchParams(data.query);
    for (const [name, value] of new URLSearchParams(location.search))
      if (!data.ours.includes(name)) query.append(name, value);
    copy.dataset.text = location.origin + location.pathname + (query.size ? `?${query}` : '');
  };
  own.address();
  own.asked ??= own.addEventListener('click', () => own.address(), true) ?? true;
  copies(own);
}

// On a phone the menu lies over the page: whoever has chosen a page wants to see it. Once for the
// document, however often this script is loaded.
const NARROW = '(max-width: 768px)';
window.menuClosing ??= document.addEventListener('click', ({ target }) => {
  if (!matchMedia(NARROW).matches || !target.closest?.('[data-testid="stSidebarNavLink"]')) return;
  const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  setTimeout(() => close?.click(), 0);
}) ?? true;
