import type { AppError } from '@app/kernel';
import { page } from '../http/page';

/** What a person sees who connected an account and has nowhere else to go. @param problem what was not allowed */
export function connectedPage(problem: AppError | null): string {
  return page('Google account connected', [
    ...(problem ? [problem.message, problem.hint ?? ''] : ['Your classes can be read now.']),
    'You can close this window.',
    'Conta Google conectada. Você já pode fechar esta janela.',
  ]);
}
