export { KeyRing } from './key-ring';
export { PasswordGuesser } from './password-guesser';
export { passwordWeakness } from './password-strength';
export { Passwords } from './passwords';
export { SecurityModule } from './security.module';
export { hashSecret, newSecret, sameSecret } from './tokens';
