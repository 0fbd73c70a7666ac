// How people moved between segments: from the rows to the columns.
import {heat, percent} from './figures.js';
import {element, words} from './question.js';
import {segmentNames, segmentTitle} from './segments.js';
import {fill, heading, number, sumOf} from './tables.js';

export function showMovement(answer) {
  const title = name => (name === 'none' ? words.none : segmentTitle(name));
  const places = [...segmentNames(), 'none'];
  const people = (from, to) => answer.moves.find(each => each.from === from && each.to === to)?.people ?? 0;
  const all = moves => moves.reduce((total, each) => total + each.people, 0);
  const stayed = all(answer.moves.filter(each => each.from === each.to));
  element('moved').textContent = `${answer.from.slice(0, 10)} – ${answer.to.slice(0, 10)} · `
    + `${words.stayed}: ${number(stayed).text} · ${words.moved}: ${number(all(answer.moves) - stayed).text}`;
  fill(element('t-matrix'), {
    head: [words.fromto, ...places.map(each => heading(title(each))), heading(words.total)],
    rows: places.map(from => {
      const total = all(answer.moves.filter(each => each.from === from));
      return [title(from), ...places.map(to => cell(people(from, to), total, from === to)), number(total)];
    })});
  fill(element('t-moves'), {
    head: [words.from, words.to, heading(words.people), heading(words.share),
      heading(`${words.before} (${answer.currency})`), heading(`${words.after} (${answer.currency})`)],
    rows: answer.moves.map(each => {
      const total = all(answer.moves.filter(other => other.from === each.from));
      return [title(each.from), title(each.to), number(each.people),
        {text: percent(each.people, total), raw: String(each.people / total), number: true},
        sumOf(each.valueBefore), sumOf(each.valueAfter)];
    })});
}

const cell = (people, total, stayed) => ({
  ...number(people), text: people === 0 ? '·' : number(people).text, heat: heat(people, total), mark: stayed && 'stayed'});
