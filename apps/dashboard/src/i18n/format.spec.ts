import { itReturns } from '@app/testing/table';
import {
  formatBytes,
  formatClock,
  formatLeft,
  formatLength,
  formatPart,
  formatPercent,
  formatUntil,
  formatWhen,
  initialsOf,
} from './format';

describe('formats', () => {
  itReturns('should write %d bytes in %s as %s', formatBytes, [
    [0, 'pt-BR', '0 B'],
    [999, 'en', '999 B'],
    [999_600, 'en', '1 MB'],
    [1_800_000, 'pt-BR', '1,8 MB'],
    [115_000_000, 'pt-BR', '115 MB'],
    [2_345_000_000, 'pt-BR', '2,3 GB'],
    [2_345_000_000, 'en', '2.3 GB'],
    [500_000_000_000, 'en', '500 GB'],
  ]);

  it('should name a unit once where it is the same', () => {
    const how = { of: 'de', language: 'pt-BR' };
    expect(formatPart(412_000_000, 640_000_000, how)).toBe('412 de 640 MB');
    expect(formatPart(412_000, 640_000_000, how)).toBe('412 KB de 640 MB');
  });

  itReturns('should tell %d seconds as %s', formatLeft, [
    [0.2, '1 s'],
    [25.4, '25 s'],
    [230, '4 min'],
    [3600, '1 h'],
    [4200, '1 h 10 min'],
  ]);

  itReturns('should show a length of %d seconds as %s', formatLength, [
    [7, '0:07'],
    [1268, '21:08'],
    [5531, '1:32:11'],
  ]);

  it('should say today and yesterday, and a date for what is older', () => {
    const now = new Date(2026, 10, 22, 9);
    expect(formatWhen(new Date(2026, 10, 22, 0, 5), 'pt-BR', now)).toBe('hoje, 00:05');
    expect(formatWhen(new Date(2026, 10, 21, 23, 50), 'en', now)).toBe('yesterday, 23:50');
    expect(formatWhen(new Date(2026, 10, 12, 14, 5), 'pt-BR', now)).toMatch(/12.*2026, 14:05/);
    expect(formatClock(new Date(2026, 10, 12, 14, 5), 'en')).toBe('14:05');
  });

  it('should say of what is still to come which day it is, unless it is today', () => {
    const now = new Date(2026, 10, 22, 14, 0);
    expect(formatUntil(new Date(2026, 10, 22, 23, 59), 'pt-BR', now)).toBe('23:59');
    expect(formatUntil(new Date(2026, 10, 23, 14, 0), 'pt-BR', now)).toBe('amanhã, 14:00');
    expect(formatUntil(new Date(2026, 10, 23, 14, 0), 'en', now)).toBe('tomorrow, 14:00');
    expect(formatUntil(new Date(2026, 10, 24, 14, 0), 'en', now)).toMatch(/24.*2026, 14:00/);
  });

  it('should not claim an end before it has come', () => {
    expect(formatPercent(99.9, 'en')).toBe('99%');
  });

  itReturns('should shorten %j to %s', initialsOf, [
    ['Ana Souza', 'AS'],
    ['João Marcos de Sá', 'JS'],
    ['admin@school.example', 'AE'],
    ['élio', 'É'],
    ['', '?'],
  ]);
});
