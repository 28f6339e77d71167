/** Lets a verb work inside of the transaction that is under way, instead of one of its own. */
export const within =
  <Repositories>(repositories: Repositories) =>
  <T>(_actor: unknown, work: (repositories: Repositories) => Promise<T>): Promise<T> =>
    work(repositories)
