import { itReturns } from '@app/testing/table';
import { padded, seconds } from './format';

describe(padded, () => {
  itReturns('should make of %j in %i places %j', padded, [
    ['Aula', 6, 'Aula  '],
    ['Aula', 4, 'Aula'],
    ['Aula 1', 4, 'Aul…'],
    ['', 2, '  '],
    ['👩🏽‍🏫👩🏽‍🏫', 3, '👩🏽‍🏫👩🏽‍🏫 '],
    ['👩🏽‍🏫👩🏽‍🏫👩🏽‍🏫', 2, '👩🏽‍🏫…'],
  ]);
});

describe(seconds, () => {
  itReturns('should write %d as %s', seconds, [
    [0, '0.0 s'],
    [12.44, '12.4 s'],
    [3_600, '3600.0 s'],
  ]);
});
