// A new element with what it says and holds.
const element = (name, content, ...children) => {
  const made = Object.assign(document.createElement(name), content);
  made.append(...children);
  return made;
};
