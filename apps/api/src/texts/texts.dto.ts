import { type Language, LANGUAGES } from '@app/texts';
import { ApiProperty } from '@nestjs/swagger';

export class TextsDto {
  @ApiProperty({ enum: LANGUAGES, example: 'pt-BR' }) language!: Language;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description:
      'every text by its code: `error.<code>.title`, `.detail` and `.hint`, `waiting.<code>`, `verdict.<code>.reason` and `.hint`, `warning.<code>`. `{name}` is to be filled; `{n, plural, one {…} other {…}}` is of ICU’s MessageFormat',
    example: { 'error.drive.forbidden.title': 'Bloqueado pelo proprietário' },
  })
  texts!: Record<string, string>;
}
