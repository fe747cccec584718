export { KeyRing } from './key-ring';
export { PasswordGuesser } from './password-guesser';
export { MAX_PASSWORD_LENGTH, passwordWeakness } from './password-strength';
export { Passwords } from './passwords';
export { SecurityModule } from './security.module';
export { hashSecret, newSecret, sameSecret } from './tokens';
