import { AppError } from '@app/kernel';

export class Unauthenticated extends AppError {
  constructor(message = 'Sign in, or send an API key.') {
    super('request.unauthenticated', message, {
      hint: 'Send “Authorization: Bearer …” with a token from POST /auth/login or an API key.',
    });
  }
}

/** The same words for a wrong name and a wrong password: neither tells who exists. */
export class SignInRefused extends AppError {
  constructor() {
    super('auth.sign-in-refused', 'The user name or the password is wrong.');
  }
}

export class Forbidden extends AppError {
  constructor(action: string) {
    super('request.forbidden', 'You may not do this.', { details: { action } });
  }
}
