export { FetchCaptions } from './captions/fetch-captions';
export { DirectFetcher } from './direct/direct-fetcher';
export { type DirectSource, plainLink } from './direct/direct-source';
export type {
  Chapter,
  ExpectedSize,
  FetchContext,
  FetchedMedia,
  FetchedSubtitle,
  FetchPhase,
  FetchProgress,
  FetchWatcher,
} from './fetching';
export { Ffprobe } from './inspection/ffprobe';
export { ContainerReader } from './inspection/container-reader';
export { MediaInspector } from './inspection/media-inspector';
export { Remuxer } from './ffmpeg/remuxer';
export { Stills } from './ffmpeg/stills';
export { endsInTheMiddle } from './ffmpeg/mp4-boxes';
export type { MediaFacts } from './inspection/media-facts';
export { type Container, CONTAINERS } from './container';
export { imageTypeOf } from './image-type';
export { sha256Of } from './file-hash';
export { checkQuality } from './check-quality';
export * from './media.errors';
export { MediaModule } from './media.module';
export { readBounded } from './read-bounded';
export { QUALITIES, type Quality } from './ytdlp/ytdlp-config';
export { YtdlpFetcher } from './ytdlp/ytdlp-fetcher';
export { whyUnusable, YtdlpHealth, type YtdlpState } from './ytdlp/ytdlp-health';
