// npm test · npm run check (--quick): the same set-up as npm start, then every stage of the tests.
import { setUpAndRun } from './setup/hand-over.mjs'

await setUpAndRun('infra/testing/main.ts', { forTests: true })
