import { setFlagsFromString } from 'node:v8';

/**
 * For a process through which large bodies stream. They lie outside of V8's heap, but V8 counts them: with what it
 * chooses by itself it looks through the whole heap for every 12 MB that pass. It may take twice what it needs before it
 * looks, and keeps its young generation small, so that the few bytes of each chunk that are its own die where they were made.
 */
export function prepareHeapForStreams(): void {
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * For a process that answers many requests at once: what they leave outlives the young generation, and V8 by itself
 * lets the heap grow to several times what is alive before it looks through it. Here to half as much again.
 */
export function prepareHeapForRequests(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
