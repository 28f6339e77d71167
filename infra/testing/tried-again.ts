import type { Reporter, TestCase } from 'vitest/node'

/** What a line begins with that names a test which passed at another try than its first. */
export const triedAgain = 'tried again: '

/** Names every test that did not pass at once: vitest itself counts it as any other, and says nothing of it where it was quick. */
export default class TriedAgainReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const retries = test.diagnostic()?.retryCount ?? 0
    if (retries > 0 && test.result().state === 'passed') process.stdout.write(`${triedAgain}${test.module.relativeModuleId}: ${test.fullName}\n`)
  }
}
