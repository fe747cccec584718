import { Module } from '@nestjs/common';
import { FetchCaptions } from './captions/fetch-captions';
import { DirectFetcher } from './direct/direct-fetcher';
import { Ffprobe } from './inspection/ffprobe';
import { Remuxer } from './ffmpeg/remuxer';
import { Stills } from './ffmpeg/stills';
import { ContainerReader } from './inspection/container-reader';
import { MediaInspector } from './inspection/media-inspector';
import { YtdlpFetcher } from './ytdlp/ytdlp-fetcher';
import { YtdlpHealth } from './ytdlp/ytdlp-health';

const PUBLIC = [DirectFetcher, MediaInspector, Remuxer, Stills, YtdlpFetcher, YtdlpHealth];

@Module({ providers: [...PUBLIC, ContainerReader, FetchCaptions, Ffprobe], exports: PUBLIC })
export class MediaModule {}
