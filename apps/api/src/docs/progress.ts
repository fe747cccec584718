/** How far something is. */
export const PROGRESS = {
  type: Number,
  format: 'double',
  minimum: 0,
  maximum: 100,
  description: 'percent, with one decimal; 100 only when it is done',
  example: 42.7,
} as const;
