import { consentPage } from './consent-page';

const WORDS = {
  tenant: 'Escola <Aurora>',
  person: { fullName: 'Ana & Souza', email: 'ana@school.example' },
  askedBy: 'gateway "1"',
  features: ['courses', 'drive'] as const,
};

describe(consentPage, () => {
  it('should say who gets access to what, and at whose request', () => {
    const page = consentPage('en', WORDS, 'the-proof');
    for (const part of [
      'Ana &amp; Souza (ana@school.example)',
      'Escola &lt;Aurora&gt;',
      'gateway &quot;1&quot;',
    ])
      expect(page).toContain(part);
    expect(page).toContain('files in Google Drive');
    expect(page).not.toContain('announcements');
    expect(page).toContain('name="proof" value="the-proof"');
  });

  it('should say it in Portuguese, of the whole school, too', () => {
    const page = consentPage('pt-BR', { ...WORDS, person: null, askedBy: null }, 'the-proof');
    expect(page).toContain('lang="pt-BR"');
    expect(page).toContain('a administração de Escola &lt;Aurora&gt;');
    expect(page).not.toContain('criou este link');
  });
});
