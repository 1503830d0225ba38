import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "gtk+-3.0",
  library: "gtk-3",
  headers: ["gtk/gtk.h"],
  include: [
    "file:{gtk,gdk,glib,gobject,gdk-pixbuf}/**",
    "^gtk_(init_check|events_pending|main_iteration_do|window_(new|set_title|set_default_size)|widget_(show_all|destroy|get_window))$",
    "^gtk_(container_(add|set_border_width)|box_new|button_new_with_label|button_clicked|label_(new|set_text)|WINDOW_TOPLEVEL)$",
    "^(gtk_(window|container|button|label)_get_type|g_type_check_instance_cast)$", // what the casts are made of
    "^gdk_(window_get_(width|height)|pixbuf_(get_from_window|savev))$",
    "^(g_signal_connect(_data)?|g_object_unref|GtkWindowType|GtkOrientation|GConnectFlags|GTK_(WINDOW|CONTAINER|BUTTON|LABEL))$",
  ],
  output: "gtk.js",
});
