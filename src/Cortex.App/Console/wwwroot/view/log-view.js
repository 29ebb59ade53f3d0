// The newest events, with their time; old ones go.

import { byId, make } from './dom.js';

const KEPT = 200;

export class LogView {
  write(words, level = 'info', time = new Date()) {
    const list = byId('log');
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 30;
    list.append(make('li', { 'data-level': level }, `${time.toLocaleTimeString()} ${level === 'info' ? '' : `${level}: `}${words}`));
    while (list.children.length > KEPT) list.firstChild.remove();
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }
}
