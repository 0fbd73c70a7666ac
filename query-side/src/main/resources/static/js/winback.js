// The page of all campaigns.
import {axes, draw, tooltip} from './charts.js';
import {nameOf} from './names.js';
import {ask, asked, element, page, words} from './question.js';
import {fill, heading, number} from './tables.js';

const language = document.documentElement.lang.slice(0, 2);
const titleOf = each => each.titles[language] ?? each.titles.en ?? each.campaign;
const stageOf = (model, stage) =>
  document.querySelector(`#stages li[data-model="${CSS.escape(model)}"][data-stage="${CSS.escape(stage)}"]`)?.textContent ?? stage;

const goalOf = each => (!each.goal ? words.back : each.goal === each.stage ? words.stay : stageOf(each.model, each.goal));

function link(each) {
  const node = document.createElement('a');
  node.href = `/winback/${encodeURIComponent(each.campaign)}`;
  node.textContent = titleOf(each);
  return {node};
}

function show(all) {
  element('nothing').hidden = all.length > 0;
  element('figures').hidden = all.length === 0;
  element('stopped').hidden = !all.some(each => each.sendingStopped);
  if (all.length === 0) return;
  fill(element('t-all'), {
    head: [words.campaign, words.state, words.stage, words.goal, heading(words.people), heading(words.addressed), heading(words.held),
      heading(words.returnedAddressed), heading(words.returnedHeld)],
    rows: all.map(each => [link(each), nameOf(each.state), stageOf(each.model, each.stage),
      goalOf(each), number(each.people), number(each.addressed), number(each.heldOut),
      number(each.returned.addressed), number(each.returned.heldOut)])});
  const bars = (name, value, fillColor) => ({name, type: 'bar', barMaxWidth: 22, itemStyle: {color: fillColor, borderRadius: 4}, data: all.map(value)});
  draw('c-all', color => ({
    tooltip: {...tooltip(color), trigger: 'axis'},
    legend: {top: 0, textStyle: {color: color('--ink')}, type: 'scroll'},
    grid: {left: 8, right: 16, top: 40, bottom: 8, containLabel: true},
    xAxis: {type: 'category', data: all.map(titleOf), ...axes(color), axisLabel: {color: color('--ink')}},
    yAxis: {type: 'value', minInterval: 1, ...axes(color)},
    series: [bars(words.addressed, each => each.addressed, color('--s0')), bars(words.held, each => each.heldOut, color('--slost')),
      bars(words.returnedAddressed, each => each.returned.addressed, color('--s1')),
      bars(words.returnedHeld, each => each.returned.heldOut, color('--s3'))]}));
}

page(() => {
  const {at, from} = asked();
  return [ask('/api/winback', {at, from}).then(show)];
});
