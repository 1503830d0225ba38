/* The functions of bench.h bound by hand, as an addon is written: Node-API, arguments checked by it. */
#include "bench.h"
#include <node_api.h>

static int int_of(napi_env env, napi_value value) {
  int32_t number = 0;
  if (napi_get_value_int32(env, value, &number) != napi_ok) napi_throw_type_error(env, NULL, "a number is expected");
  return number;
}
static double double_of(napi_env env, napi_value value) {
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok) napi_throw_type_error(env, NULL, "a number is expected");
  return number;
}
static napi_value made_double(napi_env env, double number) {
  napi_value value;
  napi_create_double(env, number, &value);
  return value;
}
static napi_value made_int(napi_env env, int number) {
  napi_value value;
  napi_create_int32(env, number, &value);
  return value;
}
#define ARGUMENTS(n) \
  size_t count = n; \
  napi_value given[n]; \
  napi_get_cb_info(env, info, &count, given, NULL, NULL)

static napi_value add_(napi_env env, napi_callback_info info) {
  ARGUMENTS(2);
  return made_int(env, add(int_of(env, given[0]), int_of(env, given[1])));
}
static napi_value scale_(napi_env env, napi_callback_info info) {
  ARGUMENTS(2);
  return made_double(env, scale(double_of(env, given[0]), double_of(env, given[1])));
}
static napi_value length_(napi_env env, napi_callback_info info) {
  ARGUMENTS(1);
  char text[256];
  size_t size;
  if (napi_get_value_string_utf8(env, given[0], text, sizeof text, &size) != napi_ok) {
    napi_throw_type_error(env, NULL, "a string is expected");
  }
  return made_double(env, (double)length(text));
}
static napi_value first_(napi_env env, napi_callback_info info) {
  ARGUMENTS(1);
  void *data;
  napi_get_typedarray_info(env, given[0], NULL, NULL, &data, NULL, NULL);
  return made_int(env, first(data));
}
static vec2 vec2_of(napi_env env, napi_value object) {
  napi_value x, y;
  napi_get_named_property(env, object, "x", &x);
  napi_get_named_property(env, object, "y", &y);
  return (vec2){ double_of(env, x), double_of(env, y) };
}
static napi_value vec2_dot_(napi_env env, napi_callback_info info) {
  ARGUMENTS(2);
  return made_double(env, vec2_dot(vec2_of(env, given[0]), vec2_of(env, given[1])));
}

/* C has no closures: what a callback calls stands here. */
static napi_env fold_env;
static napi_value fold_function;
static int folded(int sum, int i) {
  napi_value undefined, result, both[2] = { made_int(fold_env, sum), made_int(fold_env, i) };
  napi_handle_scope scope;
  napi_open_handle_scope(fold_env, &scope);
  napi_get_undefined(fold_env, &undefined);
  int value = 0;
  if (napi_call_function(fold_env, undefined, fold_function, 2, both, &result) == napi_ok) value = int_of(fold_env, result);
  napi_close_handle_scope(fold_env, scope);
  return value;
}
static napi_value fold_(napi_env env, napi_callback_info info) {
  ARGUMENTS(2);
  fold_env = env;
  fold_function = given[1];
  return made_int(env, fold(int_of(env, given[0]), folded));
}

NAPI_MODULE_INIT() {
  const struct { const char *name; napi_callback function; } all[] = {
    { "add", add_ }, { "scale", scale_ }, { "length", length_ }, { "first", first_ }, { "vec2_dot", vec2_dot_ }, { "fold", fold_ },
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    napi_value value;
    napi_create_function(env, all[i].name, NAPI_AUTO_LENGTH, all[i].function, NULL, &value);
    napi_set_named_property(env, exports, all[i].name, value);
  }
  return exports;
}
