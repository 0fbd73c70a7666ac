// The page of one person: what changes something of hers is sent to the command side, which is at this same address.
const words = document.getElementById('words').dataset;
const NOTE = 'flywheel.person';

const person = (id, rest) => `/api/users/${encodeURIComponent(id)}/${rest}`;
const send = (method, path, body) => ({method, path, body});

// What each form sends, and what is told once it is done.
const calls = {
  split: ({dataset}) => ({...send('POST', person(dataset.id, 'split'), {ids: [dataset.id]}),
    told: () => [words.apart, dataset.id]}),
  unmerge: ({dataset}) => ({...send('POST', person(dataset.id, 'split')), told: () => [words.apart, dataset.id]}),
  merge: ({dataset, elements}) => ({...send('POST', person(dataset.id, 'merge'), {with: elements.with.value.trim()}),
    told: answer => [answer.merged ? words.merged : words.one]}),
  consent: ({dataset, elements}, button) => {
    const purpose = dataset.purpose ?? elements.purpose.value;
    const path = person(dataset.id, `consents/${encodeURIComponent(purpose)}`);
    return button.value === 'true'
      ? {...send('PUT', path, {granted: true, source: 'page'}), told: () => [words.granted.replace('{0}', purpose)]}
      : {...send('DELETE', path), told: () => [words.withdrawn.replace('{0}', purpose)]};
  },
  forget: ({dataset, elements}) => send('POST', person(dataset.id, 'forget'), {confirm: elements.confirm.value}),
};

async function asked({method, path, body}) {
  const reply = await fetch(path, {
    method, headers: {Accept: 'application/json', 'Content-Type': 'application/json'},
    body: body === undefined ? undefined : JSON.stringify(body)});
  const answer = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(answer.detail ?? `${reply.status} ${reply.statusText}`);
  return answer;
}

// `{0}` in a text becomes a link to whom it names.
function say(where, text, other) {
  const [before, after] = text.split('{0}');
  where.replaceChildren(before);
  if (after !== undefined && other) {
    const link = document.createElement('a');
    link.href = `/users/${encodeURIComponent(other)}`;
    link.textContent = other;
    where.append(link, after);
  }
}

// The page anew, as of what was just recorded; what is told there is kept until then.
function again(section, [text, other], position, stays) {
  sessionStorage.setItem(NOTE, JSON.stringify({section, text, other}));
  const path = stays ? `/users/${encodeURIComponent(stays)}` : location.pathname;
  location.assign(position > 0 ? `${path}?after=${position}` : path);
}

function forgotten(section, answer) {
  document.querySelectorAll('main > :not(#forget):not(#words)').forEach(each => each.remove());
  section.querySelector('form').remove();
  document.title = 'Flywheel';
  const receipt = section.querySelector('[data-receipt]');
  receipt.textContent = JSON.stringify(answer.receipt, null, 2);
  receipt.hidden = false;
  const said = section.querySelector('[data-said]');
  said.textContent = words.forgotten;
  said.focus();
}

async function submit(form, button) {
  const section = form.closest('section');
  const said = section.querySelector('[data-said]');
  const call = calls[form.dataset.call](form, button);
  const focused = form.contains(document.activeElement) ? document.activeElement : button;
  for (const each of document.querySelectorAll('[data-said]')) {
    each.classList.remove('trouble');
    each.textContent = '';
  }
  said.textContent = words.busy;
  form.inert = true;
  try {
    const answer = await asked(call);
    if (call.told) again(section.id, call.told(answer), answer.position, form.dataset.stays);
    else forgotten(section, answer);
  } catch (failed) {
    said.classList.add('trouble');
    said.textContent = `${words.failed} ${failed.message}`;
    form.inert = false;
    focused.focus();
  }
}

for (const form of document.querySelectorAll('form[data-call]')) {
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    submit(form, event.submitter ?? form.querySelector('button'));
  });
}

const confirm = document.querySelector('form[data-call=forget]');
confirm.addEventListener('input', () => {
  confirm.querySelector('button').disabled = confirm.elements.confirm.value !== confirm.dataset.id;
});

const note = JSON.parse(sessionStorage.getItem(NOTE));
sessionStorage.removeItem(NOTE);
if (note) {
  const said = document.querySelector(`#${note.section} [data-said]`);
  say(said, note.text, note.other);
  said.focus();
}
const here = new URL(location.href);
if (here.searchParams.has('after')) {
  here.searchParams.delete('after');
  history.replaceState(null, '', here);
}
