import {NO_STAGE, axes, draw, stageColor, tooltip} from './charts.js';
import {percent} from './figures.js';
import {ask, asked, element, page, words} from './question.js';
import {fill, money, number} from './tables.js';

function stagesOf(model) {
  return [...document.querySelectorAll(`#stages li[data-model="${CSS.escape(model)}"]`)].map((item, index) => ({
    name: item.dataset.stage, title: item.textContent, lost: item.dataset.lost === 'true', index}));
}
function stage(stages, name) {
  if (name === null || name === undefined) return {name: '', title: words.start, lost: false, index: NO_STAGE};
  if (name === 'none') return {name, title: words.none, lost: false, index: NO_STAGE};
  return stages.find(each => each.name === name) ?? {name, title: name, lost: false, index: NO_STAGE};
}
function showNow(answer, stages) {
  const rows = answer.stages.map(each => ({...stage(stages, each.stage), people: each.people, value: money(each.value)}));
  element('asof').textContent = answer.at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  fill(element('t-now'), {
    head: [words.stage, {text: words.people, number: true}, {text: words.share, number: true}, {text: words.value, number: true}],
    rows: rows.map(each => [each.title, number(each.people), {text: percent(each.people, answer.people), number: true}, each.value]),
    foot: [words.total, number(answer.people), '', '']});
  draw('c-now', color => ({
    tooltip: {...tooltip(color), trigger: 'item'},
    grid: {left: 8, right: 56, top: 8, bottom: 8, containLabel: true},
    xAxis: {type: 'value', ...axes(color), axisLabel: {show: false}, splitLine: {show: false}},
    yAxis: {type: 'category', inverse: true, data: rows.map(each => each.title), ...axes(color), axisLabel: {color: color('--ink')}},
    series: [{type: 'bar', barMaxWidth: 34, label: {show: true, position: 'right', color: color('--ink')},
      data: rows.map(each => ({value: each.people, itemStyle: {color: stageColor(each.index, each.lost), borderRadius: 4}}))}]}));
}

function showFlow(answer, stages) {
  const moves = answer.transitions.map(each => ({from: stage(stages, each.from), to: stage(stages, each.to),
    count: each.count, days: each.medianSeconds == null ? null : each.medianSeconds / 86400}));
  element('period').textContent = [answer.from, answer.to].map(each => (each.startsWith('1970-01-01') ? '…' : each.slice(0, 10))).join(' – ');
  fill(element('t-flow'), {
    head: [words.from, words.to, {text: words.moves, number: true}, {text: words.median, number: true}],
    rows: moves.map(each => [each.from.title, each.to.title, number(each.count),
      each.days === null ? {text: '–', raw: '', number: true} : number(Math.round(each.days * 10) / 10)])});
  // People also come back, so each stage stands on both sides: a flow chart must not have circles.
  const node = (each, side) => ({name: `${side}${each.name}`, title: each.title, color: [each.index, each.lost], index: each.name ? each.index : -1});
  const nodes = new Map(moves.flatMap(each => [node(each.from, '<'), node(each.to, '>')])
    .sort((a, b) => a.index - b.index).map(each => [each.name, each]));
  draw('c-flow', color => ({
    tooltip: {...tooltip(color), formatter: each => each.dataType === 'edge'
      ? `${nodes.get(each.data.source).title} → ${nodes.get(each.data.target).title}: ${each.value}`
      : `${nodes.get(each.name).title}: ${each.value}`},
    series: [{type: 'sankey', left: 4, right: 110, top: 8, bottom: 8, nodeWidth: 12, nodeGap: 14, draggable: false, layoutIterations: 0,
      emphasis: {focus: 'adjacency'},
      label: {color: color('--ink'), formatter: each => nodes.get(each.name).title},
      lineStyle: {color: 'gradient', opacity: .35},
      data: [...nodes.values()].map(each => ({name: each.name, itemStyle: {color: stageColor(...each.color)}})),
      links: moves.filter(each => each.count > 0).map(each => ({source: `<${each.from.name}`, target: `>${each.to.name}`, value: each.count}))}]}));
}

function showHistory(answer, known) {
  const stages = [...new Set(answer.periods.flatMap(period => period.stages.map(each => each.stage)))]
    .map(name => stage(known, name));
  const people = (period, name) => period.stages.find(each => each.stage === name)?.people ?? 0;
  fill(element('t-history'), {
    head: [words.period, ...stages.map(each => ({text: each.title, number: true})), {text: words.total, number: true}],
    rows: answer.periods.map(period => [period.period, ...stages.map(each => number(people(period, each.name))), number(period.people)])});
  draw('c-history', color => ({
    tooltip: {...tooltip(color), trigger: 'axis'},
    legend: {top: 0, textStyle: {color: color('--ink')}, type: 'scroll'},
    grid: {left: 8, right: 16, top: 40, bottom: 8, containLabel: true},
    xAxis: {type: 'category', boundaryGap: false, data: answer.periods.map(each => each.period), ...axes(color)},
    yAxis: {type: 'value', ...axes(color)},
    series: stages.map(each => ({name: each.title, type: 'line', stack: 'people', symbol: 'none',
      lineStyle: {width: 1}, areaStyle: {opacity: .75}, itemStyle: {color: stageColor(each.index, each.lost)},
      data: answer.periods.map(period => people(period, each.name))}))}));
}

page(() => {
  const {model, at, from, to, interval} = asked();
  const stages = stagesOf(model);
  return [
    ask('/api/stages', {model, at}).then(it => showNow(it, stages)),
    ask('/api/stages/transitions', {model, from, to}).then(it => showFlow(it, stages)),
    ask('/api/stages/history', {model, from, to, interval}).then(it => showHistory(it, stages))];
});
