;;; The same work through SBCL's CFFI.
(require :asdf)
(asdf:load-system :cffi)
(defpackage :bench (:use :cl :cffi))
(in-package :bench)

(load-foreign-library (car (last sb-ext:*posix-argv*)))
(defcfun "add" :int (a :int) (b :int))
(defcfun ("scale" c-scale) :double (x :double) (by :double))
(defcfun ("length" c-length) :size (text :string))
(defcfun ("first" c-first) :int (vals :pointer))
(defcfun "fold" :int (n :int) (f :pointer))
(defcallback folded :int ((sum :int) (i :int)) (logand (+ sum i) #x7fffffff))

(defun once (work n)
  (let ((start (get-internal-real-time)))
    (funcall work n)
    (* (- (get-internal-real-time) start) (/ 1d9 internal-time-units-per-second))))

(defun measure (work)
  (let ((n 64))
    ;; SBCL's clock has steps of four milliseconds.
    (loop while (< (once work n) 2d8) do (setf n (* 2 n)))
    (/ (loop repeat 3 minimize (once work n)) n)))

(defparameter *works*
  (with-foreign-object (unused :int)
    (declare (ignorable unused))
    (let ((vals (foreign-alloc :int :initial-contents '(7 8))))
      (list
       (cons "add" (lambda (n) (dotimes (i n) (add (logand i #xffff) 1))))
       (cons "scale" (lambda (n) (dotimes (i n) (c-scale (coerce i 'double-float) 0.5d0))))
       (cons "length" (lambda (n) (dotimes (i n) (c-length "hello world"))))
       (cons "first" (lambda (n) (dotimes (i n) (c-first vals))))
       (cons "fold" (lambda (n) (fold n (callback folded))))))))

(format t "{~{~a~^, ~}, \"vec2_dot\": null}~%"
        (mapcar (lambda (work) (format nil "~s: ~,3f" (car work) (measure (cdr work)))) *works*))
