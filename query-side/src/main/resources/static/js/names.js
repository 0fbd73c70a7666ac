// States, decisions and reasons, as they are called in the reader's language.
export const nameOf = name => document.querySelector(`#names li[data-name="${CSS.escape(name)}"]`)?.textContent ?? name;
