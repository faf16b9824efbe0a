// The gallery of finished figures. Sizes change here, without asking the server for a page.

const made = (name, content = {}, ...children) => {
  const { data, ...properties } = content;
  const element = Object.assign(document.createElement(name), properties);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
};

const together = (query, pair) => `${query}${query ? '&' : '?'}${pair}`;
const site = (data) => `${location.origin}${data.base}`;
const figure = (data, slug, form, size, query = data.query) =>
  `${data.base}/figuras/${slug}.${form}${together(query, `formato=${size.name}`)}`;

const download = (href, form, about) => made('a', {
  href, download: '', textContent: form.toUpperCase(), ariaLabel: `${form.toUpperCase()}, ${about}`,
});

const copyButton = (label, text, words) => made('button', {
  type: 'button', className: 'copiar', ariaLive: 'polite', textContent: label,
  data: { text, done: words.copied },
});

// A document that is not shown: what is made in it is described, and its pictures not fetched.
const sheet = document.implementation.createHTMLDocument('');

// What a live picture shows will change, so its description is of what it is, not of its numbers.
const lasting = (data, item) =>
  item.live.replace('{address}', `${site(data)}/datos/${item.slug}.csv${data.query}`);

// A link around a picture: it works in every editor that takes HTML, and without scripts.
const code = (data, item, size, query, alt) => {
  const picture = Object.assign(sheet.createElement('img'), {
    src: `${location.origin}${figure(data, item.slug, 'png', size, query)}`, alt,
    style: 'max-width:100%;height:auto',
  });
  if (size.height) Object.assign(picture, { width: size.width, height: size.height });
  const link = Object.assign(sheet.createElement('a'), {
    href: `${site(data)}/prensa${query}#${item.slug}`,
  });
  link.append(picture);
  return link.outerHTML;
};

const embedding = (data, item, size, words) => {
  const ways = [
    [words.live, data.query, lasting(data, item)], [words.fixed, data.frozen, item.alt],
  ];
  return made('details', { name: 'insertar' }, made('summary', { textContent: words.embed }),
    ...ways.flatMap(([label, query, alt]) => {
      const text = code(data, item, size, query, alt);
      return [
        made('p', { textContent: label }),
        made('textarea', { readOnly: true, rows: 3, value: text, ariaLabel: label }),
        copyButton(words.copy_code, text, words),
      ];
    }));
};

const card = (data, item, size) => {
  const { words } = data;
  const preview = made('img', {
    src: figure(data, item.slug, 'svg', size), alt: item.alt, loading: 'lazy', decoding: 'async',
  });
  if (size.height) Object.assign(preview, { width: size.width, height: size.height });
  const whole = made('a', {
    href: figure(data, item.slug, 'png', size), target: '_blank', className: 'vista',
  }, preview);
  const files = (label, forms, address) => made('p', {}, made('span', { textContent: label }),
    ...forms.map((form) => download(address(form), form, item.title)));
  return made('article', { id: item.slug }, made('h3', { textContent: item.question }), whole,
    made('div', { className: 'archivos' },
      files(words.figure, ['png', 'svg', 'pdf'], (form) => figure(data, item.slug, form, size)),
      files(words.data, ['csv', 'xlsx', 'json'],
        (form) => `${data.base}/datos/${item.slug}.${form}${data.query}`)),
    copyButton(words.copy_link, `${site(data)}/prensa${data.query}#${item.slug}`, words),
    embedding(data, item, size, words));
};

const picker = (data, chosen, choose) => made('fieldset', {},
  made('legend', { textContent: data.words.size }),
  ...data.sizes.map((size) => {
    const input = made('input', {
      type: 'radio', name: 'formato', value: size.name, checked: size.name === chosen,
      onchange: () => choose(size.name),
    });
    return made('label', {}, input, made('span', { textContent: size.use }),
      made('small', { textContent: size.pixels }));
  }));

const kit = (data) => {
  const { words } = data;
  const bar = made('progress', { max: 1, value: 0, hidden: true, ariaLabel: words.kit });
  const note = made('small', { textContent: words.kit_note });
  const said = made('span', { ariaLive: 'polite' });
  const url = `${data.base}/prensa/paquete.zip${data.query}`;
  const link = made('a', { href: url, download: '', textContent: words.kit, className: 'paquete' });
  let stopper = null;
  link.onclick = async (event) => {
    event.preventDefault();
    if (stopper) {
      stopper.abort();
      return;
    }
    stopper = new AbortController();
    link.textContent = words.stop;
    said.textContent = '';
    bar.hidden = false;
    try {
      await fetchKit(url, stopper.signal, (done, total) => {
        Object.assign(bar, { max: total, value: done });
        note.textContent = words.making.replace('{done}', done).replace('{total}', total);
      });
      said.textContent = words.made;
    } catch (error) {
      const silent = error.name === 'AbortError';
      said.textContent = silent ? '' : (error instanceof TypeError ? words.failed : error.message);
    }
    stopper = null;
    bar.hidden = true;
    link.textContent = words.kit;
    note.textContent = words.kit_note;
  };
  return made('div', { className: 'todo' }, link, bar, note, said);
};

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector('.galeria');
  const drawn = JSON.stringify(data);
  if (place.drawn === drawn) return;
  const first = !place.drawn;
  place.drawn = drawn;
  const cards = made('div', { className: 'figuras' });
  const choose = (name) => {
    place.chosen = name;
    const size = data.sizes.find((one) => one.name === name);
    cards.dataset.size = name;
    cards.replaceChildren(...data.figures.map((item) => card(data, item, size)));
    copies(cards);
  };
  const chosen = place.chosen ?? data.sizes[0].name;
  choose(chosen);
  place.replaceChildren(picker(data, chosen, choose), kit(data), cards);
  if (first && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
