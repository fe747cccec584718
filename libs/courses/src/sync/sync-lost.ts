import { AppError } from '@app/kernel';

/** Another process took the sync over because this one was silent for too long. */
export function syncLost(): AppError {
  return new AppError('internal', 'The sync was taken over by another process.');
}
