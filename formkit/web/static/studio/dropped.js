// What comes from the file manager: whether something does, which files it is, and elements that take it.
import { put } from './putting.js';

/** Whether what is dragged holds files, or the address of one. */
export const carries = ({ dataTransfer }) => ['Files', 'text/uri-list'].some((type) => dataTransfer?.types.includes(type));

/** How many files are dragged; 0 where the browser doesn't tell. */
export const countOf = ({ dataTransfer }) => [...dataTransfer.items].filter((one) => one.kind === 'file').length;

/** The files that were dropped; a folder says that it is one. */
export function filesOf({ dataTransfer }) {
  const folders = [...dataTransfer.items].filter((one) => one.kind === 'file').map((one) => one.webkitGetAsEntry?.()?.isDirectory);
  return [...dataTransfer.files].map((file, at) => Object.assign(file, { folder: folders[at] }));
}

/** Lets an element take files for a place. */
export function droppable(element, place) {
  const over = (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    element.classList.add('over');
  };
  for (const name of ['dragenter', 'dragover']) element.addEventListener(name, over); // a drop may follow either
  element.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) element.classList.remove('over');
  });
  element.addEventListener('drop', (event) => {
    const files = carries(event) ? filesOf(event) : [];
    if (!files.length) return;
    event.preventDefault();
    element.classList.remove('over');
    put(place, files);
  });
}
