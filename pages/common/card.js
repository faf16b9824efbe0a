// A figure and what can be done with it. An unchanged drawing is left alone: no flicker when
// something else on the page changes.

const IMAGES = ['png', 'svg', 'pdf'];
const TABLES = ['csv', 'xlsx', 'json'];
const MENUS = '.acciones details[open]';

document.addEventListener('pointerdown', (event) => {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// One line of the menu: a name, and a link for each kind of file.
const line = (name, kinds, address) => element('li', {}, element('span', { textContent: name }),
  ...kinds.map((kind) => element('a', {
    href: address(kind), download: '', textContent: kind.toUpperCase(),
    ariaLabel: `${kind.toUpperCase()}, ${name}`,
  })));

const lines = ({ base, slug, query, words }) => {
  const sized = (size) => `${query}${query ? '&' : '?'}formato=${size}`;
  return [
    ...Object.entries(words.sizes).map(([size, name]) =>
      line(name, IMAGES, (kind) => `${base}/figuras/${slug}.${kind}${sized(size)}`)),
    line(words.datos, TABLES, (kind) => `${base}/datos/${slug}.${kind}${query}`),
  ];
};

export default function ({ data, parentElement, setStateValue }) {
  const [figure, tools] = ['figure', '.acciones'].map((part) => parentElement.querySelector(part));
  const { slug, words } = data;
  if (figure.drawn !== data.drawing) {
    const asked = !figure.drawn && location.hash === `#${slug}`;
    figure.innerHTML = data.drawing;
    figure.drawn = data.drawing;
    figure.id = slug;
    tools.ariaLabel = figure.querySelector('title').textContent;
    if (asked) figure.scrollIntoView();
  }

  const forms = [...tools.querySelectorAll('[data-forma]')];
  for (const button of forms) {
    button.textContent = words[button.dataset.forma];
    button.onclick = () => {
      const chosen = button.ariaPressed !== 'true';
      for (const other of forms) other.ariaPressed = String(chosen && other === button);
      setStateValue('forma', chosen ? button.dataset.forma : null);
    };
  }

  // The address bar's own place is taken, whatever proxy is in between.
  const copy = tools.querySelector('.copiar');
  copy.textContent = words.copiar;
  copy.dataset.done = words.copiado;
  copy.dataset.text = `${location.origin}${location.pathname}${data.query}#${slug}`;
  copies(tools);

  const menu = tools.querySelector('details');
  const [head, list] = menu.children;
  const fill = () => list.replaceChildren(...(menu.open ? lines(data) : []));
  head.textContent = words.descargar;
  menu.ontoggle = fill;
  menu.onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    head.focus();
  };
  fill();
}
