import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import * as portuguese from '@zxcvbn-ts/language-pt-br';

/** What the thread is asked: how hard a password is to guess for who knows these words about the person. */
export interface GuessQuestion {
  password: string;
  about: readonly string[];
}

export interface GuessAnswer {
  /** From 0 (too guessable) to 4 (very unguessable). */
  score: number;
}

// The matcher's time grows with the substitutions that it tries: 100, the default, take seconds for 64 characters.
const guesser = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary, ...portuguese.dictionary },
  graphs: common.adjacencyGraphs,
  l33tMaxSubstitutions: 4,
});

// Runs as it stands, also without a compiler in tests: only what Node strips of TypeScript by itself is used here.
parentPort?.on('message', ({ id, password, about }: GuessQuestion & { id: number }) => {
  const answer: GuessAnswer = { score: guesser.check(password, [...about]).score };
  parentPort?.postMessage({ id, ...answer });
});
