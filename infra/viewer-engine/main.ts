import { bundleViewerEngine } from './bundle.ts'

/** While the portal runs in development: `node infra/viewer-engine/main.ts` brings the viewer's engine up to date. */
await bundleViewerEngine()
