// A real receiver of letters on this machine, that behaves as receivers do: takes them, is out of order, is too busy, never
// answers, dies after it has read everything. It knows each letter by its key, as the header asks of it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the receiver does with a try. */
export type Mood = "take" | "broken" | "busy" | "refuse" | "silent" | "die" | "die-after-taking";

/** A try as it came in. */
export interface Try {
  key: string;
  secret: string | undefined;
  body: { id: string; to: string; subject: string; text: string };
  mood: Mood;
}

export class Receiver {
  /** Everything that came in, in order. */
  readonly tries: Try[] = [];
  /** The letters that it has, by key: a letter that comes again is not sent on again. */
  readonly has = new Map<string, number>();
  /** What it does with the next tries; then it takes everything. */
  readonly moods: Mood[] = [];
  private readonly held = new Set<ServerResponse>();
  private server: Server | null = null;
  private port = 0;

  /** Listens, on the port that it had before if it had one. */
  async open(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((done) => this.server?.listen(this.port, "127.0.0.1", done));
    this.port = (this.server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}/letters`;
  }

  /** Goes away: whoever comes is refused by the system. */
  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    for (const response of this.held) response.destroy();
    this.held.clear();
    server?.closeAllConnections();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    if (request.method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key");
      response.setHeader("Access-Control-Allow-Methods", "POST");
      response.writeHead(204).end();
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString("utf8")) as Try["body"];
    const key = String(request.headers["idempotency-key"]);
    const mood = this.moods.shift() ?? "take";
    this.tries.push({ key, secret: request.headers.authorization, body, mood });
    const take = () => this.has.set(key, (this.has.get(key) ?? 0) + (this.has.has(key) ? 0 : 1));
    switch (mood) {
      case "take":
        take();
        response.writeHead(200).end("ok");
        break;
      case "broken":
        response.writeHead(500).end("out of order");
        break;
      case "busy":
        response.writeHead(429, { "Retry-After": "300" }).end();
        break;
      case "refuse":
        response.writeHead(422).end("no such list");
        break;
      case "silent":
        this.held.add(response);
        break;
      case "die":
        request.socket.destroy();
        break;
      case "die-after-taking":
        take();
        request.socket.destroy();
        break;
    }
  }
}
