// A window with a button that counts: `npm start`, or `node main.js SECONDS SCREENSHOT.png`.
import { setTimeout } from "node:timers/promises";
import { Callback } from "c2ts-runtime";
import * as gtk from "./gtk.js";

const [seconds = "2", screenshot] = process.argv.slice(2);

if (gtk.gtk_init_check(null, null) === 0) throw new Error("there is no screen: DISPLAY names none");
const window = gtk.gtk_window_new(gtk.GTK_WINDOW_TOPLEVEL);
gtk.gtk_window_set_title(gtk.GTK_WINDOW(window), "Counter");
gtk.gtk_window_set_default_size(gtk.GTK_WINDOW(window), 240, 120);
gtk.gtk_container_set_border_width(gtk.GTK_CONTAINER(window), 12);
const box = gtk.gtk_box_new(gtk.GTK_ORIENTATION_VERTICAL, 12);
const label = gtk.gtk_label_new("not clicked yet");
const button = gtk.gtk_button_new_with_label("Click me");
const quit = gtk.gtk_button_new_with_label("Quit");
for (const widget of [label, button, quit]) gtk.gtk_container_add(gtk.GTK_CONTAINER(box), widget);
gtk.gtk_container_add(gtk.GTK_CONTAINER(window), box);

let clicks = 0;
let isOpen = true;
const onClick = new Callback(() => {
  clicks++;
  gtk.gtk_label_set_text(gtk.GTK_LABEL(label), `clicked ${clicks} times`);
  console.log(`clicked ${clicks} times`);
});
const onQuit = new Callback(() => {
  isOpen = false;
});
gtk.g_signal_connect(button, "clicked", onClick, null);
gtk.g_signal_connect(quit, "clicked", onQuit, null);
gtk.g_signal_connect(window, "destroy", onQuit, null);

/** Whatever GTK has to do; then it is Node's turn. */
async function turn() {
  while (gtk.gtk_events_pending() !== 0) gtk.gtk_main_iteration_do(0);
  await setTimeout(10);
}

gtk.gtk_widget_show_all(window);
const end = Date.now() + Number(seconds) * 1000;
while (gtk.gtk_widget_get_window(window) === null) await turn();
gtk.gtk_button_clicked(gtk.GTK_BUTTON(button)); // as if somebody had
console.log("the window is there");
while (isOpen && Date.now() < end) await turn();

if (screenshot !== undefined) {
  const shown = gtk.gtk_widget_get_window(window);
  const [width, height] = [gtk.gdk_window_get_width(shown), gtk.gdk_window_get_height(shown)];
  const picture = gtk.gdk_pixbuf_get_from_window(shown, 0, 0, width, height);
  gtk.gdk_pixbuf_savev(picture, screenshot, "png", null, null, null);
  gtk.g_object_unref(picture);
}
gtk.gtk_widget_destroy(window);
await turn();
console.log("closed");
