import { defineConfig } from 'vitest/config'
import { mutantPlugin } from './infra/mutants/plugin.ts'

const everywhere = ['core', 'contract', 'adapters', 'prisma', 'web', 'signaling', 'sfu', 'jobs', 'infra', 'bench', 'e2e']
const sources = `{${everywhere.join(',')}}`

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [mutantPlugin()],
        test: {
          name: 'unit',
          include: [`${sources}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.int.test.ts', '**/node_modules/**', '**/.next/**'],
          environment: 'node',
        },
      },
      {
        plugins: [mutantPlugin()],
        test: {
          name: 'integration',
          include: [`${sources}/**/*.int.test.ts`],
          exclude: ['**/node_modules/**', '**/.next/**'],
          environment: 'node',
          globalSetup: ['./infra/testing/integration-setup.ts'],
          // Real workers, browsers and databases share two cores.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What fails on a crowded machine is tried once more, and named as tried again.
          retry: 1,
          maxWorkers: 2,
        },
      },
      {
        // Figures that depend on how fast the machine is: `vitest run --project measure`, on one that does nothing else.
        test: {
          name: 'measure',
          include: ['bench/**/*.measure.ts'],
          environment: 'node',
          globalSetup: ['./infra/testing/integration-setup.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          environment: 'node',
          globalSetup: ['./infra/testing/e2e-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // One journey at a time: three browsers with cameras fill the machine.
          fileParallelism: false,
        },
      },
    ],
  },
})
