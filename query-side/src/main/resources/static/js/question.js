// The question that a page answers: a form, kept in the address so that what is shown can be kept and sent.
import {saveAsCsv} from './csv.js';

export const element = id => document.getElementById(id);
export const words = element('words')?.dataset ?? {};
const form = element('question');
let current = new AbortController();

if (form) {
  new URLSearchParams(location.search).forEach((value, name) => {
    const control = form.elements.namedItem(name);
    if (!control) return;
    if (control.dataset?.open !== undefined) {
      control.append(new Option(value, value));
      control.disabled = false;
    }
    control.value = value;
  });
}

export async function ask(path, parameters) {
  const reply = await fetch(address(path, parameters), {headers: {Accept: 'application/json'}, signal: current.signal});
  const body = await reply.json();
  if (!reply.ok) throw new Error(body.detail ?? reply.statusText);
  return body;
}

export const address = (path, parameters) =>
  `${path}?${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value))}`;

export const asked = () => Object.fromEntries(new FormData(form));

// Changes what is asked otherwise than by hand: by a click on a figure, by a switch.
export function put(values) {
  Object.entries(values).forEach(([name, value]) => { form.elements[name].value = value; });
  history.replaceState(null, '', address(location.pathname, asked()));
}

// Whatever of a page could not be loaded is told above it; what was asked before and came too late is not.
export async function tell(answers) {
  const mine = current;
  const trouble = element('trouble');
  trouble.hidden = true;
  const failed = (await Promise.allSettled(answers)).filter(it => it.status === 'rejected');
  if (mine !== current || failed.length === 0) return;
  trouble.textContent = `${words.failed} ${failed.at(-1).reason.message}`;
  trouble.hidden = false;
}

// Currencies are a question only where there are several.
export function offerCurrencies(answer) {
  const select = form.elements.currency;
  const several = answer.otherCurrencies.length > 0;
  select.replaceChildren(...[answer.currency, ...answer.otherCurrencies].map(each => new Option(each, each)));
  show(select, several);
}

// What is not shown is not asked either.
export function show(control, visible) {
  control.closest('label').hidden = !visible;
  control.disabled = !visible;
}

// Shows the answers to what is asked, now and whenever the question changes. `answers` begins to fetch them all.
export function page(answers) {
  document.querySelectorAll('#origin, .origin').forEach(each => { each.textContent = location.origin; });
  if (!form) return;
  const again = () => {
    current.abort();
    current = new AbortController();
    tell(answers());
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    put({});
    again();
  });
  document.querySelectorAll('button.csv').forEach(button => button.addEventListener('click', () =>
    saveAsCsv(element(button.dataset.table), button.dataset.file)));
  again();
}

// Buttons of which one is pressed, `<button data-{name}="value">`: what they say is part of the question.
export function onSwitch(name, changed) {
  const buttons = document.querySelectorAll(`button[data-${name}]`);
  const press = () => buttons.forEach(each =>
    each.setAttribute('aria-pressed', String(each.dataset[name] === asked()[name])));
  buttons.forEach(each => each.addEventListener('click', () => {
    put({[name]: each.dataset[name]});
    press();
    changed();
  }));
  if (form) press();
}
