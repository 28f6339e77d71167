import { fileURLToPath } from 'node:url'

const requestConfig = './server/i18n/request.ts'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of the whole tree; checking them again would hold up the first start.
  typescript: { ignoreBuildErrors: true },
  // Images come from our own write-once store behind an access check; the optimiser would cache them outside of it.
  images: { unoptimized: true },
  // The image engine's files carry the hash of their content in their address. Its workers obey the policy of their own
  // script: they decode with WebAssembly, which the pages themselves are not allowed.
  headers: async () => [
    {
      source: '/viewer-engine/:hash/:file*',
      headers: [
        { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' },
        { key: 'Content-Security-Policy', value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
      ],
    },
  ],
  // The root above web/ holds core/ and contract/, which the portal imports through package.json "imports".
  turbopack: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    // What next-intl's own plugin does; it looks for the app beside package.json and fails with the app in web/. The sentences are
    // parsed by the build, so that no browser is given a parser of ICU messages.
    resolveAlias: { 'next-intl/config': requestConfig, 'use-intl/format-message': 'use-intl/format-message/format-only' },
    rules: {
      '*.json': {
        loaders: [{ loader: 'next-intl/extractor/catalogLoader', options: { messages: { format: 'json', precompile: true } } }],
        // Refusals fill in nothing, and are read as they are by what speaks to machines.
        condition: { path: /\/messages\/(?:vi|en)\/(?!refusals)[\w-]+\.json$/ },
        as: '*.js',
      },
    },
  },
  serverExternalPackages: [
    'better-auth', '@better-auth/passkey', 'pg', 'pino', 'prom-client',
    // They must exist once: x509 registers itself globally.
    '@libpdf/core', '@peculiar/x509', 'asn1js', 'pkijs',
    // Bundled once for pages and once for actions, its two copies would not know each other's documents.
    'yjs',
  ],
}

export default config
