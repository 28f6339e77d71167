/**
 * How Node is started for signaling, which holds many small things for long and makes many that are gone at once. Left to itself the
 * heap grows to three times what is held before it is cleared, since the machine has room: of 427 MB with a thousand sockets 94 were in
 * use, some 50 kB a socket. It stays within a container's gigabyte.
 */
export const heapFlags = ['--max-semi-space-size=4', '--max-old-space-size=768'] as const
