// The eleven segments as a reader calls them, the best first.
const known = new Map([...document.querySelectorAll('#segments li')]
  .map((item, index) => [item.dataset.segment, {title: item.textContent, index}]));

export const segmentTitle = name => known.get(name)?.title ?? name;
export const segmentIndex = name => known.get(name)?.index ?? known.size;
export const segmentNames = () => [...known.keys()];
