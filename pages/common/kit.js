// The press kit with its progress: the server says how many files there will be and sends them as
// they are made; each of them begins with the same four bytes.

const MARK = [0x50, 0x4b, 0x03, 0x04];

const counter = () => {
  let matched = 0;
  let found = 0;
  return (bytes) => {
    for (const byte of bytes) {
      matched = byte === MARK[matched] ? matched + 1 : Number(byte === MARK[0]);
      if (matched === MARK.length) {
        found += 1;
        matched = 0;
      }
    }
    return found;
  };
};

const save = (blob, name) => {
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(blob), download: name,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

// Fetches the kit; tells `step` how many of how many files have come. Fails with the server's words.
const fetchKit = async (url, signal, step) => {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  const total = Number(answer.headers.get('X-Total-Files'));
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition'))[1];
  const [parts, count, reader] = [[], counter(), answer.body.getReader()];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    step(Math.min(count(value), total), total);
  }
  save(new Blob(parts, { type: 'application/zip' }), name);
};
