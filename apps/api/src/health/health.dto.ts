import { VERSION } from '@app/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ComponentHealthDto {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'], example: 'ok' })
  status!: string;

  @ApiProperty({ description: 'how long the answer took, in milliseconds', example: 2 })
  ms!: number;

  @ApiPropertyOptional({ description: 'what is wrong and what to do' })
  detail?: string;
}

export class ComponentsDto {
  @ApiProperty({ type: ComponentHealthDto })
  database!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  redis!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  google!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto, description: 'seen in the last 30 seconds' })
  workers!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  storage!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto, description: 'version, JavaScript runtime and challenge solver' })
  ytdlp!: ComponentHealthDto;

  @ApiProperty({
    type: ComponentHealthDto,
    description: 'hosts that asked us to slow down, until when, and what waits',
  })
  sources!: ComponentHealthDto;
}

export class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'], example: 'ok' })
  status!: string;

  @ApiPropertyOptional({ description: 'version of the product, for admins and keys', example: VERSION })
  version?: string;

  @ApiPropertyOptional({ type: ComponentsDto, description: 'for admins and keys' })
  components?: ComponentsDto;
}

export class ProcessStatusDto {
  @ApiProperty({ example: 'ok' })
  status!: string;
}
