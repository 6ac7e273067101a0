/** A wait, handed to those who may not look at a clock of their own. */
export { setTimeout as pause } from 'node:timers/promises';
