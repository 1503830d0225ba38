/** Milliseconds after which a user wonders whether anything happens. */
const PATIENCE = 1000;

/** Says on a terminal what is being done, once it has taken a while; elsewhere nothing. What it has said is gone when it ends. */
export class Progress {
  readonly #began = Date.now();

  /** @param work must not print anything */
  async during<T>(text: string, work: () => Promise<T>): Promise<T> {
    let stop: (() => void) | null = null;
    let isOver = false;
    const show = async (): Promise<void> => {
      if (!isTerminal()) return;
      const { default: yoctoSpinner } = await import("yocto-spinner");
      if (isOver) return;
      const spinner = yoctoSpinner({ text }).start();
      stop = () => void spinner.stop();
    };
    const timer = setTimeout(show, Math.max(0, this.#began + PATIENCE - Date.now()));
    try {
      return await work();
    } finally {
      isOver = true;
      clearTimeout(timer);
      (stop as (() => void) | null)?.();
    }
  }
}

/** One that can take back what it has shown. */
function isTerminal(): boolean {
  const { CI, TERM } = process.env;
  return process.stderr.isTTY === true && TERM !== "dumb" && CI === undefined;
}
