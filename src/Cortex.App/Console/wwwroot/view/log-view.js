// The newest events, each at its time; old ones go.

import { byId, make } from './dom.js';

const KEPT = 200;

export class LogView {
  write(words, level = 'info', time = new Date()) {
    const list = byId('log');
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 30;
    const line = make('li', { 'data-level': level, 'data-at': time.getTime() }, `${time.toLocaleTimeString()} ${level === 'info' ? '' : `${level}: `}${words}`);
    let after = list.lastElementChild;
    while (after && Number(after.dataset.at) > time.getTime()) after = after.previousElementSibling;
    list.insertBefore(line, after ? after.nextElementSibling : list.firstElementChild);
    while (list.children.length > KEPT) list.firstChild.remove();
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }
}
